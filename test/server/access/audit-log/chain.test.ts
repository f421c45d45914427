import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { genesis, readLine, toLine } from '../../../../src/lib/server/access/audit-log/chain.ts';
import { AuditEvent, toEntry } from '../../../../src/lib/server/access/audit-log/entry.ts';
import { verify } from '../../../../src/lib/server/access/audit-log/verify.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'murmuration-audit-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

const text = fc.string({ unit: 'binary', maxLength: 20 });
const values = fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true });
const happening = fc.record(
	{ actor: text, event: fc.constantFrom(...AuditEvent.options), target: text, filters: values },
	{ requiredKeys: ['actor', 'event'] }
);
/** Of files that were dropped the tests below say more. */
const happenings = fc.array(
	happening.filter(({ event }) => event !== 'files-dropped'),
	{ minLength: 2, maxLength: 8 }
);

/** The lines of a log, each of which happened a second after the one before. */
function chain(list: readonly Parameters<typeof toEntry>[0][]) {
	let head = genesis;
	return list.map((one, index) => {
		const line = toLine(toEntry(one, Date.UTC(2026, 10, 21) + index * 1000), head);
		({ hash: head } = line);
		return line;
	});
}

/** Writes lines into the files of two months, cut at `at`. */
function writeLog(lines: readonly string[], at = lines.length): void {
	const toText = (some: readonly string[]) => some.map((line) => `${line}\n`).join('');
	writeFileSync(join(folder, '2026-10.ndjson'), toText(lines.slice(0, at)));
	writeFileSync(join(folder, '2026-11.ndjson'), toText(lines.slice(at)));
}

const cut = fc.nat({ max: 8 });

test('a log that nobody touched is whole, in one file or two', async () => {
	await fc.assert(
		fc.asyncProperty(happenings, cut, async (list, at) => {
			const lines = chain(list);
			writeLog(
				lines.map((line) => line.text),
				at
			);
			expect(await verify(folder, lines[0]?.hash)).toEqual({
				entries: lines.length,
				head: lines.at(-1)?.hash
			});
		}),
		{ numRuns: 60 }
	);
});

test('a line reads as it was written', () => {
	fc.assert(
		fc.property(happening, (one) => {
			const entry = toEntry(one, 0);
			const line = toLine(entry, genesis);
			expect(readLine(Buffer.from(line.text))).toEqual({
				entry,
				previous: genesis,
				hash: line.hash
			});
		})
	);
});

test('a byte that is changed is found, in its own line', async () => {
	await fc.assert(
		fc.asyncProperty(
			happenings,
			fc.nat(),
			fc.integer({ min: 1, max: 255 }),
			async (list, n, by) => {
				writeLog(chain(list).map((line) => line.text));
				const file = join(folder, '2026-10.ndjson');
				const bytes = readFileSync(file);
				const at = n % bytes.length;
				const line = bytes.subarray(0, at).filter((byte) => byte === 10).length + 1;
				bytes[at] = (bytes[at] ?? 0) ^ by;
				writeFileSync(file, bytes);
				expect((await verify(folder)).broken).toMatchObject({ file: '2026-10.ndjson', line });
			}
		),
		{ numRuns: 300 }
	);
});

test('a line that is removed is found, the last one by whoever kept its hash', async () => {
	await fc.assert(
		fc.asyncProperty(happenings, fc.nat(), cut, async (list, n, at) => {
			const lines = chain(list);
			const gone = n % lines.length;
			writeLog(
				lines.filter((_, index) => index !== gone).map((line) => line.text),
				at
			);
			expect((await verify(folder, lines.at(-1)?.hash)).broken).toBeDefined();
			if (gone < lines.length - 1) expect((await verify(folder)).broken).toBeDefined();
		}),
		{ numRuns: 200 }
	);
});

test('lines that are moved or repeated are found', async () => {
	await fc.assert(
		fc.asyncProperty(happenings, fc.nat(), fc.nat(), cut, async (list, n, m, at) => {
			const lines = chain(list).map((line) => line.text);
			const [from, to] = [n % lines.length, m % lines.length];
			fc.pre(from !== to);
			const moved = [...lines];
			moved.splice(to, 0, ...moved.splice(from, 1));
			writeLog(moved, at);
			expect((await verify(folder)).broken).toBeDefined();
			writeLog([...lines.slice(0, to), lines[from] ?? '', ...lines.slice(to)], at);
			expect((await verify(folder)).broken).toBeDefined();
		}),
		{ numRuns: 200 }
	);
});

test('files that are exchanged, missing or cut off are found', async () => {
	const lines = chain(Array.from({ length: 6 }, () => ({ actor: 'ada', event: 'view' as const })));
	const texts = lines.map((line) => line.text);
	writeLog([...texts.slice(3), ...texts.slice(0, 3)], 3);
	expect((await verify(folder)).broken).toMatchObject({ file: '2026-11.ndjson', line: 1 });
	writeLog(texts, 3);
	rmSync(join(folder, '2026-10.ndjson'));
	expect((await verify(folder)).broken).toEqual({
		file: '2026-11.ndjson',
		line: 1,
		reason: 'the lines before it are gone'
	});
	writeLog(texts, 3);
	appendFileSync(join(folder, '2026-11.ndjson'), '{"time":"2026');
	expect((await verify(folder)).broken).toMatchObject({ file: '2026-11.ndjson', line: 4 });
});

test('a file that the log itself dropped is not missed, another one is', async () => {
	const lines = chain(Array.from({ length: 3 }, () => ({ actor: 'ada', event: 'view' as const })));
	const dropOf = (hash = '') => {
		const dropped = {
			actor: 'log',
			event: 'files-dropped',
			target: 'x',
			detail: { hash }
		} as const;
		return toLine(toEntry(dropped, 0), lines[2]?.hash ?? '');
	};
	writeLog([lines[2]?.text ?? '', dropOf(lines[1]?.hash).text]);
	expect((await verify(folder)).broken).toBeUndefined();
	writeLog([lines[2]?.text ?? '', dropOf(lines[0]?.hash).text]);
	expect((await verify(folder)).broken).toMatchObject({ line: 1 });
});
