// A file system that takes no more, made with the limit that a shell can put on the size of files.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readHeartbeats, readSegments, temporaryInbox } from './inbox-folder.ts';

const program = fileURLToPath(new URL('./append-until-full.ts', import.meta.url));
const limitKilobytes = 256;

interface Report {
	readonly stored: string[];
	readonly refused: string[];
	readonly healths: { storable: boolean; code?: string }[];
}

test.skipIf(process.platform === 'win32')(
	'where the file system takes no more, exactly what was acknowledged is there',
	async () => {
		const folder = await temporaryInbox();
		const command = `ulimit -f ${limitKilobytes}; exec "$0" --import tsx "$1" "$2"`;
		const { stdout } = await promisify(execFile)('bash', [
			...['-c', command, process.execPath, program, folder]
		]);
		const { stored, refused, healths } = JSON.parse(stdout) as Report;
		const [full = '', next = ''] = Object.values(await readSegments(folder));
		expect(healths.map(({ storable }) => storable)).toEqual([false, true]);
		expect(healths[0]?.code).toMatch(/^(ESHORT|EFBIG)$/);
		expect(full.length).toBeLessThanOrEqual(limitKilobytes * 1024);
		expect([full, next].every((text) => text.endsWith('\n'))).toBe(true);
		const ids = (await readHeartbeats(folder)).map((one) => one.instance_id);
		expect(ids).toEqual(stored);
		expect(ids.filter((id) => refused.includes(id))).toEqual([]);
	}
);
