// Appends heartbeats until the file system takes no more, then in the next hour's file, and tells every fate.
//   append-until-full.ts FOLDER
import { Inbox, type InboxHealth } from '../../../src/lib/server/inbox/inbox.ts';
import { heartbeat } from '../../support/heartbeats.ts';

let now = Date.parse('2026-11-21T10:29:32.123Z');
const healths: InboxHealth[] = [];
const inbox = new Inbox(process.argv[2] ?? '', {
	now: () => now,
	pauseMs: 0,
	onHealth: (health) => healths.push(health)
});
const stored: string[] = [];
const refused: string[] = [];
for (let batch = 0; refused.length < 200; batch += 1) await appendBatch(batch * 50, 50);
now += 3_600_000;
await appendBatch(1_000_000, 1);
await inbox.close();
process.stdout.write(JSON.stringify({ stored, refused, healths }));

async function appendBatch(from: number, size: number): Promise<void> {
	await Promise.all(
		Array.from({ length: size }, async (_, n) => {
			const one = heartbeat(from + n);
			const fate = await inbox.append(one, false);
			(fate === 'stored' ? stored : refused).push(one.instance_id);
		})
	);
}
