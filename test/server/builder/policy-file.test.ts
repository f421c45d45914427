import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPolicy } from '../../../src/lib/server/builder/policy-file.ts';
import { temporaryFolder } from '../../support/murmuration.ts';

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
	({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

function policyFile(text: string): string {
	const file = join(folder, 'policy.json');
	writeFileSync(file, text);
	return file;
}

describe('readPolicy', () => {
	test('has the defaults without a file and for keys a file leaves out', async () => {
		const defaults = await readPolicy(undefined, false);
		expect(defaults).toMatchObject({ k: 10, base: 5, ambiguity: 5, coalition: 1, dominance: 15 });
		expect(await readPolicy(policyFile('{"k": 20}'), false)).toEqual({ ...defaults, k: 20 });
	});

	test('refuses a k below 5 for real data and accepts it for synthetic data', async () => {
		const file = policyFile('{"k": 3, "base": 1, "ambiguity": 3}');
		await expect(readPolicy(file, false)).rejects.toThrow('k: expected at least 5 for real data');
		expect((await readPolicy(file, true)).k).toBe(3);
	});

	test.each([
		['{"threshold": 10}', 'threshold: unknown field'],
		['{"k": "10"}', 'k: '],
		['{"minActiveDays": 6}', 'minActiveDays: expected at most 5'],
		['{"ambiguity": 3}', 'ambiguity: expected a number from base to k'],
		['{k: 10}', 'not valid JSON']
	])('names what is wrong in %s', async (text, message) => {
		await expect(readPolicy(policyFile(text), false)).rejects.toThrow(message);
	});

	test('says which file is missing', async () => {
		await expect(readPolicy('/nowhere/policy.json', false)).rejects.toThrow('/nowhere/policy.json');
	});
});
