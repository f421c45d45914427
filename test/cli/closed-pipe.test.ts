import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../src/cli/murmuration.js', import.meta.url));

test('a verb ends as it would have when nobody reads what it says any more', async () => {
	const verb = spawn(process.execPath, [program, 'config'], { stdio: ['ignore', 'pipe', 'pipe'] });
	verb.stdout.destroy();
	let complaints = '';
	verb.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
	const [code] = (await once(verb, 'close')) as [number | null];
	expect({ code, complaints }).toEqual({ code: 0, complaints: '' });
});
