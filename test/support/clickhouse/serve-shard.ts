// One shard as a process of its own: loads the engine and has it listen until the process that started this one is gone.
// Arguments: folder of the engine, folder of its data, configuration file, HTTP port, port for other shards.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { libraryOf } from './install-engine.ts';

/** What is used of the foreign function interface, whose types are not installed with the project. */
interface ForeignFunctions {
	readonly DataType: Readonly<Record<'I32' | 'StringArray' | 'External' | 'String', number>>;
	readonly open: (library: { library: string; path: string }) => void;
	readonly load: (call: {
		library: string;
		funcName: string;
		retType: number;
		paramsType: readonly number[];
		paramsValue: readonly unknown[];
		runInNewThread: boolean;
	}) => Promise<unknown>;
}

const [engine = '', data = '', config = '', http = '', native = ''] = process.argv.slice(2);
const { DataType, load, open } = createRequire(join(engine, 'any.js'))(
	'ffi-rs'
) as ForeignFunctions;
const forever = 'SELECT sleepEachRow(3) FROM numbers(1000000000)';
// Whoever asks over HTTP whether it is there may take it that other shards can reach it.
const query = `SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP; ${forever}
	SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0 FORMAT Null`;
const call = [
	...['clickhouse', '--path', data, '--config-file', config],
	...[`--http_port=${http}`, `--tcp_port=${native}`, '--query', query]
];

// However the parent ends, its end of this pipe closes.
process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL')).resume();
const library = 'engine';
open({ library, path: libraryOf(engine) });
const result = await load({
	library,
	funcName: 'chdb_query_cmdline',
	retType: DataType.External,
	paramsType: [DataType.I32, DataType.StringArray],
	paramsValue: [call.length, call],
	runInNewThread: true
});
const message = await load({
	library,
	funcName: 'chdb_result_error',
	retType: DataType.String,
	paramsType: [DataType.External],
	paramsValue: [result],
	runInNewThread: true
});
process.stderr.write(`${String(message)}\n`);
process.exitCode = 1;
process.kill(process.pid, 'SIGKILL');
