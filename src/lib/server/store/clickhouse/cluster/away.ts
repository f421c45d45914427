// What a failed question to ClickHouse means.
import { ClickHouseError } from '@clickhouse/client';
import { z } from 'zod';
import { StoreError } from '../../store-error.ts';

/** A shard that one that answers could not reach: no connection, a broken one, or none in time. */
const unreachable = ['32', '101', '209', '210', '279', '425', '519'];
const longestReason = 300;

const advice =
	'start it, or see to the network; nothing is lost: heartbeats wait in the inbox, periods stay due, and the next round goes on';

/** What a failed question means to whoever asked `name`; bugs come back as they are. */
export function toStoreError(name: string, error: unknown): unknown {
	if (error instanceof ClickHouseError) {
		const reason = toReason(error.message);
		const text = unreachable.includes(error.code)
			? `a shard does not answer (${reason}): ${advice}`
			: reason;
		return new StoreError(`${name}: ${text}`, { cause: error });
	}
	const isBug =
		error instanceof TypeError || error instanceof z.ZodError || error instanceof StoreError;
	if (isBug || !(error instanceof Error)) return error;
	const reason = error.message || ('code' in error ? String(error.code) : 'no connection');
	return new StoreError(`${name} does not answer (${toReason(reason)}): ${advice}`, {
		cause: error
	});
}

/** The first line, as the others quote the statement. */
function toReason(message: string): string {
	const [line = ''] = message.split('\n');
	return line.length > longestReason
		? `${line.slice(0, longestReason)}…`
		: line.replace(/\.\s*$/, '');
}
