// The import fences hold, and would notice a breach.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const project = fileURLToPath(new URL('../../', import.meta.url));
let copy: string;

beforeAll(() => {
	copy = mkdtempSync(join(tmpdir(), 'murmuration-fences-'));
	for (const name of [
		'src',
		'.dependency-cruiser.cjs',
		'.dependency-cruiser.resolve.cjs',
		'tsconfig.json',
		'package.json',
		'.svelte-kit'
	]) {
		cpSync(join(project, name), join(copy, name), { recursive: true });
	}
	symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => {
	rmSync(copy, { recursive: true, force: true });
});

const Violations = z.object({
	summary: z.object({
		violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) }))
	})
});

/** Every breach in the tree, as `file: rule`. */
function cruise(): string[] {
	const program = join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const { stdout } = spawnSync(
		process.execPath,
		[program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'],
		{ cwd: copy, encoding: 'utf8', maxBuffer: 2 ** 28 }
	);
	const { summary } = Violations.parse(JSON.parse(stdout));
	return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
}

describe('fences', () => {
	test('hold in the tree as it is', () => {
		expect(cruise()).toEqual([]);
	});

	const breaches: readonly (readonly [what: string, file: string, text: string, rule: string])[] = [
		[
			'a gate that imports the warehouse',
			'src/lib/server/access/gate/planted.ts',
			"export { openWarehouse } from '../../warehouse/warehouse.ts';\n",
			'public-side-never-reaches-true-counts'
		],
		[
			'a page that imports the warehouse',
			'src/routes/planted/+page.server.ts',
			"import { openWarehouse } from '$lib/server/warehouse/warehouse.ts';\nexport const load = openWarehouse;\n",
			'public-side-never-reaches-true-counts'
		],
		[
			'a component that imports the warehouse',
			'src/lib/components/Planted.svelte',
			'<script lang="ts">\n\timport { openWarehouse } from \'../server/warehouse/warehouse.ts\';\n\tconst planted = openWarehouse;\n</script>\n{planted.name}\n',
			'public-side-never-reaches-true-counts'
		],
		[
			'an export that imports disclosure control',
			'src/lib/export/planted.ts',
			"import { makeRelease } from '../disclosure/release.ts';\nexport const planted = makeRelease;\n",
			'public-side-never-reaches-true-counts'
		],
		[
			'a published store that reaches true counts by way of the builder',
			'src/lib/server/published/planted.ts',
			"import { publishDue } from '../builder/publish.ts';\nexport const planted = publishDue;\n",
			'public-side-never-reaches-true-counts'
		],
		[
			'a receiver that imports the warehouse',
			'src/lib/server/receiver/planted.ts',
			"import { openWarehouse } from '../warehouse/warehouse.ts';\nexport const planted = openWarehouse;\n",
			'public-side-never-reaches-true-counts'
		],
		[
			'a picture that reaches true counts by way of the builder',
			'src/lib/server/images/planted.ts',
			"import { publishDue } from '../builder/publish.ts';\nexport const planted = publishDue;\n",
			'public-side-never-reaches-true-counts'
		],
		[
			'an inbox that imports the sources of the warehouse',
			'src/lib/server/inbox/planted.ts',
			"import { SourceError } from '../sources/source-error.ts';\nexport const planted = SourceError;\n",
			'public-side-never-reaches-true-counts'
		],
		[
			'disclosure control that reads files',
			'src/lib/disclosure/planted.ts',
			"import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n",
			'disclosure-is-pure'
		]
	];

	describe('notice', () => {
		let found: string[];

		beforeAll(() => {
			for (const [, file, text] of breaches) {
				mkdirSync(join(copy, file, '..'), { recursive: true });
				writeFileSync(join(copy, file), text);
			}
			found = cruise();
		});

		test.each(breaches)('%s', (_, file, __, rule) => {
			expect(found).toContain(`${file}: ${rule}`);
		});
	});
});
