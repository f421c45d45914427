import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heartbeat, toNdjson } from '../support/heartbeats.ts';
import { murmuration, temporaryFolder, type Outcome } from '../support/murmuration.ts';

const program = fileURLToPath(new URL('../../src/cli/murmuration.js', import.meta.url));

let folder: string;
let remove: () => Promise<void>;

beforeAll(async () => {
	({ folder, remove } = await temporaryFolder());
});
afterAll(() => remove());

/** Previews a file with the given content. */
function previewOf(content: string, ...options: string[]): Promise<Outcome> {
	const file = join(folder, 'payload');
	writeFileSync(file, content);
	return murmuration(folder, 'preview', file, ...options);
}

async function previewOfInput(content: string): Promise<Outcome> {
	const child = spawn(process.execPath, [program, 'preview', '-']);
	child.stdin.end(content);
	const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
	if (child.exitCode === null) await once(child, 'exit');
	return { code: child.exitCode, stdout, stderr };
}

describe('preview', () => {
	test('shows the heartbeat as it would be stored, in the order of the schema', async () => {
		const { config, ...others } = heartbeat(1);
		const shuffled = JSON.stringify({ config, ...others }, null, 2);
		const { code, stdout } = await previewOf(shuffled);
		expect(stdout).toBe(
			`line 1: would be accepted, with the time of receipt as sent_at\n  ${JSON.stringify(heartbeat(1))}\n`
		);
		expect(code).toBe(0);
	});

	test('judges every line of NDJSON from standard input', async () => {
		const wrong = { ...heartbeat(2), hostname: 'build-7' };
		const lines = `${toNdjson([heartbeat(1)])}\n${toNdjson([wrong, heartbeat(3)])}`;
		const { code, stdout, stderr } = await previewOfInput(lines);
		expect(stdout).toContain('line 1: would be accepted');
		expect(stdout).toContain(
			'line 3: would be refused\n  hostname: unknown field: the schema has no such field\n'
		);
		expect(stdout).toContain('line 4: would be accepted');
		expect(stdout).not.toContain('build-7');
		expect(stderr).toBe('murmuration: 1 of 3 heartbeats would be refused\n');
		expect(code).toBe(1);
	});

	test('tells machines the same', async () => {
		const wrong = { ...heartbeat(2), schema_version: 2 };
		const { code, stdout } = await previewOf(toNdjson([heartbeat(1), wrong]), '--json');
		expect(JSON.parse(stdout)).toEqual({
			heartbeats: [
				{ line: 1, heartbeat: heartbeat(1) },
				{ line: 2, problems: [{ field: 'schema_version', reason: 'Invalid input: expected 1' }] }
			]
		});
		expect(code).toBe(1);
	});

	test('refuses a file without heartbeats, and one that is not there', async () => {
		expect(await previewOf(' \n\n')).toMatchObject({ code: 1, stdout: '' });
		const { code, stderr } = await murmuration(folder, 'preview', join(folder, 'absent.json'));
		expect(stderr).toMatch(/^murmuration: can't read .*absent\.json: ENOENT/);
		expect(code).toBe(1);
	});

	test('wants a file', async () => {
		expect((await murmuration(folder, 'preview')).code).toBe(2);
	});
});
