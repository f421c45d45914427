// What a failed question to ClickHouse means.
import { ClickHouseError } from '@clickhouse/client';
import { z } from 'zod';
import { StoreError } from '../../store-error.ts';

/** A shard that one that answers could not reach: no connection, a broken one, or none in time. */
const unreachable = ['32', '101', '209', '210', '279', '425', '519'];
const longestReason = 300;

const advice =
	'nothing is lost and published releases stay: see that every shard runs and lets Murmuration in, the next round goes on';

/** What a failed question means to whoever asked `name`; bugs come back as they are. */
export function toStoreError(name: string, error: unknown): unknown {
	const isBug =
		error instanceof TypeError || error instanceof z.ZodError || error instanceof StoreError;
	if (isBug || !(error instanceof Error)) return error;
	const reason = toReason(error);
	return new StoreError(`${name}: ${reason}; ${advice}`, { cause: error });
}

function toReason(error: Error): string {
	const [line = ''] = error.message.split('\n');
	// Further lines quote the statement.
	const reason = line.replace(/\.\s*$/, '').slice(0, longestReason);
	if (!(error instanceof ClickHouseError)) return `no answer (${reason || 'no connection'})`;
	return unreachable.includes(error.code) ? `a shard does not answer (${reason})` : reason;
}
