import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { definitions } from '../../../src/lib/datasets/registry.ts';
import {
	definitionFolder,
	listDefinitions,
	readDefinition
} from '../../../src/lib/server/definitions/definition-file.ts';
import { temporaryFile, temporaryFolder } from '../warehouse/temporary-warehouse.ts';

const example = fileURLToPath(new URL('../../../data/example/home-servers.jsonc', import.meta.url));

function folderWith(names: readonly string[]): string {
	const folder = temporaryFolder();
	mkdirSync(definitionFolder(folder));
	for (const name of names) cpSync(example, join(definitionFolder(folder), name));
	return folder;
}

function reasonsOf(file: string): readonly string[] {
	const read = readDefinition(file, definitions);
	return 'problem' in read ? read.problem.reasons : [];
}

test('only JSON that is not being written is a definition, and a folder that is not there holds none', () => {
	const folder = folderWith(['b.jsonc', 'a.json', '.a.json', 'a.json.bak', 'README.md']);
	expect(
		listDefinitions(folder).map((file) => file.slice(definitionFolder(folder).length))
	).toEqual(['/a.json', '/b.jsonc']);
	expect(listDefinitions(temporaryFolder())).toEqual([]);
	expect(listDefinitions(temporaryFile('data', 'x'))).toEqual([]);
});

test('a file is called like the dataset that it defines, and only once', () => {
	const folder = definitionFolder(folderWith(['home-servers.jsonc', 'other.jsonc']));
	const file = join(folder, 'home-servers.jsonc');
	expect(reasonsOf(file)).toEqual([]);
	expect(reasonsOf(join(folder, 'other.jsonc'))).toEqual([
		`${join(folder, 'other.jsonc')}: id: expected other, the name of the file`
	]);
	const read = readDefinition(file, definitions);
	const again = 'defined' in read ? readDefinition(file, [...definitions, read.defined]) : read;
	expect(again).toMatchObject({
		problem: {
			id: 'home-servers',
			reasons: expect.arrayContaining([expect.stringContaining(`${file}: id: `)]) as unknown
		}
	});
});

test('a file that can’t be read, or is far too long, is told by its name', () => {
	const folder = definitionFolder(folderWith([]));
	const file = join(folder, 'long.json');
	writeFileSync(file, ' '.repeat(1_000_001));
	expect(reasonsOf(file)).toEqual([`${file}: expected at most 1000000 characters`]);
	expect(reasonsOf(folder)).toEqual([`${folder}: can't be read`]);
});
