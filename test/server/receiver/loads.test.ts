// Whatever the receiver acknowledges, the warehouse takes: the two must never disagree.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Receiver } from '../../../src/lib/server/receiver/receiver.ts';
import { loadFile } from '../../../src/lib/server/warehouse/load/load-file.ts';
import { heartbeat, instanceId } from '../../support/heartbeats.ts';
import { temporaryInbox } from '../inbox/inbox-folder.ts';
import { temporaryWarehouse } from '../warehouse/temporary-warehouse.ts';
import { generous } from './running-receiver.ts';

const text = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 64 }),
	fc.constantFrom('\0', '\ud800', '"', '\\', '\u2028', '😀'.repeat(32))
);
const whole = fc.oneof(fc.nat(), fc.constantFrom(2 ** 53 - 1, 2 ** 53, -0, 0, 1.5, 1e21));
const changes = fc.record({
	arch: text,
	db_version: text,
	active_users: whole,
	percent: fc.double({ min: -1, max: 101, noNaN: true }),
	sent_at: fc.constantFrom(
		'2026-11-09T03:17:00Z',
		'2026-11-09T24:00:00.000Z',
		'0001-01-01T00:00Z',
		'2026-11-09T03:17:00.123456789Z'
	),
	upperCase: fc.boolean()
});

test('every acknowledged heartbeat loads, with the values that were sent', async () => {
	const warehouse = await temporaryWarehouse();
	await fc.assert(
		fc.asyncProperty(fc.array(changes, { minLength: 50, maxLength: 100 }), async (fleet) => {
			await warehouse.run('DELETE FROM heartbeat');
			const folder = await temporaryInbox();
			const receiver = new Receiver({ folder, limits: generous });
			const statuses = await Promise.all(fleet.map((one, n) => send(receiver, one, n)));
			await receiver.close();
			const names = await readdir(folder).catch(() => []);
			for (const name of names) {
				expect(await loadFile(warehouse, join(folder, name))).toMatchObject({ rejected: 0 });
			}
			const rows = await warehouse.all(
				'SELECT instance_id AS id, arch, active_users AS users FROM heartbeat ORDER BY instance_id'
			);
			expect(rows).toEqual(
				fleet.flatMap(({ arch, active_users: users }, n) =>
					statuses[n] === 204 ? [{ id: instanceId(n), arch, users: BigInt(users) }] : []
				)
			);
		}),
		{ numRuns: 4, endOnFailure: true }
	);
});

async function send(
	receiver: Receiver,
	{
		arch,
		db_version,
		active_users,
		percent,
		sent_at,
		upperCase
	}: typeof changes extends fc.Arbitrary<infer Change> ? Change : never,
	n: number
): Promise<number> {
	const record = structuredClone(heartbeat(n));
	record.sent_at = sent_at;
	if (upperCase) record.instance_id = record.instance_id.toUpperCase();
	Object.assign(record.runtime, { arch, db_version });
	record.usage_7d.active_users = active_users;
	record.config.agent_review_repos_pct = percent;
	const init = {
		method: 'POST',
		body: JSON.stringify(record),
		headers: { 'content-type': 'application/json' }
	};
	const response = await receiver.answer(new Request('http://localhost/v1/heartbeat', init), '::1');
	return response.status;
}
