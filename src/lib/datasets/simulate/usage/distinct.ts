import type { UsageRecord } from '../../../schema/usage/record.ts';

/** The first record of each classification; a unit has one record of each in a week. */
export function distinct(
	records: readonly UsageRecord[],
	fields: readonly string[]
): UsageRecord[] {
	const byKey = new Map<string, UsageRecord>();
	for (const record of records) {
		const key = fields.map((field) => record[field] ?? '').join('|');
		if (!byKey.has(key)) byKey.set(key, record);
	}
	return [...byKey.values()];
}
