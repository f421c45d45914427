// The client against a server that checks signatures.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEnvironment } from '../../../../src/lib/server/environment.ts';
import { SharedStore } from '../../../../src/lib/server/published/shared/shared-store.ts';
import { temporaryFolder } from '../../../support/murmuration.ts';
import { SharedStorageServer } from '../../../support/shared-storage.ts';

let folder: string;
let remove: () => Promise<void>;
let server: SharedStorageServer;

const open = (changes: Readonly<Record<string, string>> = {}) => {
	const { sharedStorage } = readEnvironment({ ...server.environment, ...changes });
	if (!sharedStorage) throw new Error('nothing is shared');
	return new SharedStore(sharedStorage);
};
const bytes = (text: string) => Buffer.from(text);

beforeEach(async () => {
	({ folder, remove } = await temporaryFolder());
	server = await SharedStorageServer.start(join(folder, 'storage'));
});
afterEach(async () => {
	await server.halt();
	await remove();
});

test('objects are written, listed by folder, read and removed, below the prefix alone', async () => {
	const store = open();
	await store.write('notes/a.json', bytes('one'));
	await store.write('notes/b.json', bytes('two'));
	await store.write('parts/c', Buffer.from([0, 255, 128]));
	expect((await store.list('notes/')).map(({ key }) => key)).toEqual([
		'notes/a.json',
		'notes/b.json'
	]);
	expect(await store.read('parts/c')).toEqual(Buffer.from([0, 255, 128]));
	expect(server.requests).toContain('PUT /releases/fleet/a/notes/a.json');
	await store.remove('notes/a.json');
	expect(await store.read('notes/a.json')).toBeUndefined();
	expect(await store.list('nothing/')).toEqual([]);
});

test('more objects than one answer holds are all listed', async () => {
	const pages = [
		'<Contents><Key>fleet/a/x/1</Key><ETag>"1"</ETag></Contents><IsTruncated>true</IsTruncated><NextContinuationToken>more=</NextContinuationToken>',
		'<Contents><Key>fleet/a/x/2</Key><ETag>"2"</ETag></Contents><IsTruncated>false</IsTruncated>'
	];
	const paged = await listening((request, response) => {
		const { searchParams } = new URL(request.url ?? '', 'http://localhost');
		const page = searchParams.get('continuation-token') === 'more=' ? 1 : 0;
		response.setHeader('content-type', 'application/xml');
		response.end(`<ListBucketResult>${pages[page] ?? ''}</ListBucketResult>`);
	});
	const address = `s3://releases/fleet/a?endpoint=${paged.origin}`;
	const objects = await open({ MURMURATION_PUBLISHED_URL: address }).list('x/');
	paged.server.close();
	expect(objects.map(({ key }) => key)).toEqual(['x/1', 'x/2']);
});

test('another version says that the bytes are others', async () => {
	const store = open();
	const version = async () => (await store.list('x'))[0]?.version;
	await store.write('x', bytes('one'));
	const first = await version();
	await store.write('x', bytes('one'));
	expect(await version()).toBe(first);
	await store.write('x', bytes('two'));
	expect(await version()).not.toBe(first);
});

test('of many that write a new object at once exactly one does, and its bytes stay', async () => {
	const store = open();
	const wrote = await Promise.all(
		Array.from({ length: 12 }, (_, index) => store.writeNew('claim', bytes(`of ${index}`)))
	);
	expect(wrote.filter(Boolean)).toHaveLength(1);
	expect((await store.read('claim'))?.toString()).toBe(`of ${wrote.indexOf(true)}`);
});

test('storage that keeps what it is asked to keep is found to do so, again and again', async () => {
	await open().proveConditions();
	await open().proveConditions();
});

test('storage that overwrites what it is asked to keep is refused', async () => {
	const careless = await SharedStorageServer.start(join(folder, 'careless'), { keeps: false });
	try {
		const store = open(careless.environment);
		for (let time = 0; time < 2; time += 1) {
			await expect(store.proveConditions()).rejects.toThrow('use storage with conditional writes');
		}
	} finally {
		await careless.halt();
	}
});

test.each([
	[{ AWS_SECRET_ACCESS_KEY: 'another' }, /refuses \(403 SignatureDoesNotMatch\): check AWS_ACCESS/],
	[{ AWS_ACCESS_KEY_ID: 'nobody' }, /refuses \(403 InvalidAccessKeyId\): check AWS_ACCESS_KEY_ID/]
])('wrong keys are told, and not what they are', async (changes, reason) => {
	const store = open(changes);
	for (const ask of [() => store.read('x'), () => store.writeNew('x', bytes('x'))]) {
		await expect(ask()).rejects.toThrow(reason);
		await expect(ask()).rejects.not.toThrow(/another|nobody/);
	}
});

test('a bucket that is not there, and storage that is away, are told', async () => {
	const other = server.environment.MURMURATION_PUBLISHED_URL.replace('//releases', '//nothing');
	await expect(open({ MURMURATION_PUBLISHED_URL: other }).list('notes/')).rejects.toThrow(
		'there is no such bucket'
	);
	const store = open();
	await server.halt();
	await expect(store.list('notes/')).rejects.toThrow("can't be reached (ECONNREFUSED)");
	await expect(store.writeNew('x', bytes('x'))).rejects.toThrow("can't be reached (ECONNREFUSED)");
});

test('nobody is led elsewhere', async () => {
	const leading = await listening((_, response) => {
		response.writeHead(307, { location: `${server.endpoint}/elsewhere` }).end();
	});
	const address = `s3://releases?endpoint=${leading.origin}`;
	await expect(open({ MURMURATION_PUBLISHED_URL: address }).list('notes/')).rejects.toThrow(
		"can't be reached"
	);
	leading.server.close();
	expect(server.requests).toEqual([]);
});

async function listening(answer: RequestListener): Promise<{ server: Server; origin: string }> {
	const other = createServer(answer);
	await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
	return { server: other, origin: `http://127.0.0.1:${(other.address() as AddressInfo).port}` };
}
