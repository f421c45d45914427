// What every question to ClickHouse is asked with, whatever the profile of its user says: an answer is whole or an error,
// and what is acknowledged is stored.
import type { ClickHouseSettings } from '@clickhouse/client';

const overflows = ['read', 'group_by', 'sort', 'result', 'set', 'join', 'distinct', 'timeout'];

export const settings: ClickHouseSettings = {
	// The part of a shard that is away would otherwise be missing without a word.
	skip_unavailable_shards: 0,
	// A limit that is reached must not end the reading with what there is so far.
	...Object.fromEntries(overflows.map((kind) => [`${kind}_overflow_mode`, 'throw'])),
	// An error in the middle of an answer becomes an error of the whole.
	wait_end_of_query: 1,
	// Inserts have reached every shard that they are for, and mutations have run, before they are acknowledged.
	insert_distributed_sync: 1,
	async_insert: 0,
	mutations_sync: '2',
	// Heartbeats of any days may come in one append, as from a machine that was away.
	max_partitions_per_insert_block: '0',
	precise_float_parsing: 1,
	// A log of questions must not remember instances that were forgotten since.
	log_queries: 0
};
