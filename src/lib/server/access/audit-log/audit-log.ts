// The audit log of one process: takes what happens, and has it on the disk soon or before its caller goes on.
import { join } from 'node:path';
import { Log } from '../../log/log.ts';
import { Appender } from './append.ts';
import { withClaim } from './claim.ts';
import { toEntry, type AuditEntry, type Happening } from './entry.ts';

export interface AuditLogOptions {
	readonly dataFolder: string;
	readonly keepDays: number;
	/** The system's clock, in milliseconds since 1970. */
	readonly now?: () => number;
	/** Where it is told that something could not be recorded. */
	readonly complain?: (line: string) => void;
}

const log = new Log('audit-log');

/** Entries could not be written. */
export class AuditLogError extends Error {
	override readonly name = 'AuditLogError';
}

/** How long what was merely read may wait for more to be written with it. */
const pauseMs = 250;
/** So much waits at most, on a disk that does not answer. */
const mostWaiting = 50_000;

interface Waiting {
	readonly entries: readonly AuditEntry[];
	readonly settle?: (error?: AuditLogError) => void;
}

/** The folder of the log below the data folder. */
export function auditFolder(dataFolder: string): string {
	return join(dataFolder, 'audit');
}

/** Records what happens. */
export class AuditLog {
	readonly #options: Required<AuditLogOptions>;
	readonly #appender: Appender;
	#waiting: Waiting[] = [];
	#writing: Promise<void> | undefined;
	#isPlanned = false;

	constructor(options: AuditLogOptions) {
		const complain = (line: string) => {
			log.error(line);
		};
		this.#options = { now: Date.now, complain, ...options };
		this.#appender = new Appender(auditFolder(options.dataFolder), options.keepDays);
	}

	/** Records what was read; it is written within a quarter of a second, and a failure is complained about. */
	recordSoon(happening: Happening): void {
		if (this.#waiting.length >= mostWaiting) {
			this.#options.complain('audit log: too much is waiting; an entry is lost');
			return;
		}
		this.#waiting.push({ entries: [toEntry(happening, this.#options.now())] });
		if (this.#isPlanned) return;
		this.#isPlanned = true;
		setTimeout(() => {
			this.#isPlanned = false;
			void this.#write();
		}, pauseMs);
	}

	/**
	 * Records what changes something; it is on the disk once this returns.
	 *
	 * @throws {AuditLogError} when it is not
	 */
	record(...happenings: readonly Happening[]): Promise<void> {
		if (happenings.length === 0) return Promise.resolve();
		const now = this.#options.now();
		return new Promise((resolve, reject) => {
			this.#waiting.push({
				entries: happenings.map((one) => toEntry(one, now)),
				settle: (error) => {
					if (error) reject(error);
					else resolve();
				}
			});
			void this.#write();
		});
	}

	/** Writes all that waits, batch by batch. */
	async #write(): Promise<void> {
		await this.#writing;
		if (this.#writing || this.#waiting.length === 0) return;
		const batch = this.#waiting;
		this.#waiting = [];
		this.#writing = this.#writeBatch(batch);
		await this.#writing;
		this.#writing = undefined;
		await this.#write();
	}

	async #writeBatch(batch: readonly Waiting[]): Promise<void> {
		const { dataFolder, now, complain } = this.#options;
		const entries = batch.flatMap((one) => one.entries);
		try {
			await withClaim(join(auditFolder(dataFolder), '.writing'), () =>
				this.#appender.append(entries, now())
			);
			for (const { settle } of batch) settle?.();
		} catch (cause) {
			const reason = cause instanceof Error ? cause.message : String(cause);
			const error = new AuditLogError(`the audit log can't be written: ${reason}`, { cause });
			if (batch.some(({ settle }) => !settle)) complain(error.message);
			for (const { settle } of batch) settle?.(error);
		}
	}
}
