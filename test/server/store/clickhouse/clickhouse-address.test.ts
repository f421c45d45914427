import { expect, test } from 'vitest';
import { parseStoreAddress } from '../../../../src/lib/server/store/store-address.ts';

const parse = (text: string) => {
	const address = parseStoreAddress(text, 'MURMURATION_DATABASE_URL');
	if (!('clickhouse' in address)) throw new TypeError('expected a ClickHouse');
	return { name: address.name, ...address.clickhouse };
};

test('an address says where a cluster is and how to get in, its name neither user nor password', () => {
	expect(parse('clickhouse://me:p%40ss@127.0.0.1:8124/fleet?cluster=two-shards')).toEqual({
		name: 'clickhouse://127.0.0.1:8124/fleet',
		...{ url: 'http://127.0.0.1:8124', username: 'me', password: 'p@ss' },
		...{ database: 'fleet', cluster: 'two-shards', authority: undefined }
	});
	expect(parse('clickhouse://localhost/fleet?cluster=c')).toMatchObject({
		...{ url: 'http://localhost:8123', username: 'default', password: '' }
	});
});

test('what leaves this machine is encrypted unless the address says otherwise', () => {
	const urlOf = (address: string) => parse(address).url;
	expect(urlOf('clickhouse://db.example.org/fleet?cluster=c')).toBe('https://db.example.org:8443');
	expect(urlOf('clickhouse://db.example.org:9/fleet?cluster=c&sslmode=verify-full')).toBe(
		'https://db.example.org:9'
	);
	expect(urlOf('clickhouse://localhost/fleet?cluster=c&sslmode=require')).toBe(
		'https://localhost:8443'
	);
	expect(urlOf('https://db.example.org/fleet?cluster=c')).toBe('https://db.example.org:443');
	expect(urlOf('clickhouse://db.example.org/fleet?cluster=c&sslmode=disable')).toBe(
		'http://db.example.org:8123'
	);
});

test.each([
	['clickhouse://me:hush@db/fleet', 'expected ?cluster=NAME, as system.clusters has it'],
	["clickhouse://me:hush@db/fleet?cluster=a'b", 'expected ?cluster=NAME'],
	['clickhouse://me:hush@db/?cluster=c', 'expected the name of a database behind the host'],
	['clickhouse://me:hush@db/a;b?cluster=c', 'expected the name of a database'],
	['clickhouse://me:hush@db:port/fleet?cluster=c', 'expected clickhouse://USER:PASSWORD@HOST'],
	['clickhouse:///fleet?cluster=c', 'expected clickhouse://USER:PASSWORD@HOST'],
	['clickhouse://me:hush@db/fleet?cluster=c&sslmode=prefer', 'sslmode: expected verify-full'],
	['clickhouse://me:hush@db/fleet?cluster=c&ssl=1', 'ssl is not known, expected cluster, sslmode'],
	['clickhouse://db/fleet?cluster=c&sslrootcert=/nowhere', "sslrootcert: /nowhere can't be read"]
])('of a wrong address is said what is expected, and never the password', (address, message) => {
	expect(() => parse(address)).toThrow(`MURMURATION_DATABASE_URL: ${message}`);
	expect(() => parse(address)).not.toThrow('hush');
});
