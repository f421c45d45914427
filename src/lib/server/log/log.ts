// What the server processes tell about themselves: one line for each thing, as JSON or for people. A line holds what
// the code says and a closed list of facts, so that nothing of a request gets into it.
import { multistream, pino, stdTimeFunctions, type Logger } from 'pino';
import { readEnvironment } from '../environment.ts';
import { toPlainLine } from './plain-line.ts';

/** Who tells it. */
export type Part =
	'supervisor' | 'web' | 'receiver' | 'builder' | 'published' | 'shared' | 'audit-log' | 'digest';

/** All that a line may hold beside its text: names of the code's own making, periods and counts. */
export interface Facts {
	/** Id of a route, as the code has it; never the path that was asked for. */
	readonly route?: string;
	readonly method?: string;
	readonly status?: number;
	readonly ms?: number;
	readonly dataset?: string;
	readonly period?: string;
	readonly count?: number;
	readonly cells?: number;
	readonly hidden?: number;
	/** Name of an error's class. */
	readonly error?: string;
	/** The system's code of an error, like `ENOSPC`. */
	readonly code?: string;
	/** Where in the code an error came from. */
	readonly frames?: readonly string[];
}

/** Tells on standard output; what somebody should look at, on standard error. */
export class Log {
	readonly #part: Part;
	#logger: Logger | undefined;

	constructor(part: Part) {
		this.#part = part;
	}

	/** Whether requests are told as well. */
	get tellsRequests(): boolean {
		return this.#open().isLevelEnabled('debug');
	}

	debug(text: string, facts: Facts = {}): void {
		this.#open().debug(facts, text);
	}

	info(text: string, facts: Facts = {}): void {
		this.#open().info(facts, text);
	}

	warn(text: string, facts: Facts = {}): void {
		this.#open().warn(facts, text);
	}

	error(text: string, facts: Facts = {}): void {
		this.#open().error(facts, text);
	}

	/** At first use, so that a wrong environment is told by whoever reads it first. */
	#open(): Logger {
		root ??= createRoot();
		this.#logger ??= root.child({ part: this.#part });
		return this.#logger;
	}
}

let root: Logger | undefined;

function createRoot(): Logger {
	const { form, level } = readEnvironment().log;
	const isPlain = form === 'plain' || (form === 'auto' && process.stdout.isTTY);
	const to = (stream: NodeJS.WriteStream) => ({
		write(line: string) {
			stream.write(isPlain ? toPlainLine(line) : line);
		}
	});
	const streams = [
		{ level: 'trace', stream: to(process.stdout) },
		{ level: 'warn', stream: to(process.stderr) }
	] as const;
	const options = {
		level,
		base: null,
		timestamp: stdTimeFunctions.isoTime,
		formatters: { level: (label: string) => ({ level: label }) }
	};
	return pino(options, multistream([...streams], { dedupe: true }));
}
