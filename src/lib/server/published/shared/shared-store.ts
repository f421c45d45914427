// Shared storage behind one small type: a bucket that speaks the protocol of Amazon S3. Whatever it can't do is one kind
// of error, whose message names the storage and no key.
import { S3mini, S3NetworkError, S3ServiceError } from 's3mini';
import type { SharedStorage } from './settings.ts';

/** The storage is away, or does not do what was asked; what is here stays as it is. */
export class SharedStoreError extends Error {
	override readonly name = 'SharedStoreError';
}

/** An object by its name in the folder; `version` changes with its bytes. */
export interface SharedObject {
	readonly key: string;
	readonly version: string;
	readonly changed: Date;
}

const patienceMs = 30_000;
const probe = 'conditional-writes';
const badKeys = /^(AccessDenied|Forbidden|InvalidAccessKeyId|SignatureDoesNotMatch|Unauthorized)$/;

/** Objects of a bucket, below the prefix of the address. */
export class SharedStore {
	/** For people; without a key. */
	readonly name: string;
	readonly #prefix: string;
	readonly #client: S3mini;

	/** @param ending ends requests under way */
	constructor(storage: SharedStorage, ending?: AbortSignal) {
		const { bucket, prefix, endpoint, region, accessKeyId, secretAccessKey } = storage;
		this.name = `shared storage s3://${bucket}/${prefix} at ${endpoint}`;
		this.#prefix = prefix;
		this.#client = new S3mini({
			endpoint: `${endpoint}/${bucket}`,
			region,
			accessKeyId,
			secretAccessKey,
			fetch: (input, init) => {
				const late = AbortSignal.timeout(patienceMs);
				const signal = ending ? AbortSignal.any([late, ending]) : late;
				return fetch(input, { ...init, signal, redirect: 'error' });
			}
		});
	}

	/** All objects of a folder, by name. */
	async list(folder: string): Promise<SharedObject[]> {
		const objects = await this.#ask(() => this.#client.listObjects('/', this.#prefix + folder));
		if (!objects) throw new SharedStoreError(`${this.name}: there is no such bucket`);
		return objects.map(({ Key, ETag, LastModified }) => ({
			key: Key.slice(this.#prefix.length),
			version: ETag,
			changed: LastModified
		}));
	}

	/** The bytes of an object, or `undefined`. */
	async read(key: string): Promise<Buffer | undefined> {
		const bytes = await this.#ask(() => this.#client.getObjectArrayBuffer(this.#prefix + key));
		return bytes ? Buffer.from(bytes) : undefined;
	}

	/** Writes an object, in the place of one that is there. */
	async write(key: string, bytes: Uint8Array): Promise<void> {
		await this.#ask(() => this.#client.putObject(this.#prefix + key, bytes));
	}

	/** Writes an object where there is none; of several at once one does. Says whether it was this one. */
	async writeNew(key: string, bytes: Uint8Array): Promise<boolean> {
		const condition = { 'if-none-match': '*' };
		return this.#ask(() =>
			this.#client.putObject(this.#prefix + key, bytes, undefined, undefined, condition).then(
				() => true,
				(error: unknown) => {
					if (error instanceof S3ServiceError && error.status === 412) return false;
					throw error;
				}
			)
		);
	}

	/** Removes an object, if there is one. */
	async remove(key: string): Promise<void> {
		await this.#ask(() => this.#client.deleteObject(this.#prefix + key));
	}

	/**
	 * Makes sure that the storage keeps what is there when asked to: many that call themselves compatible overwrite it.
	 *
	 * @throws {SharedStoreError} when two machines could publish different releases of one period there
	 */
	async proveConditions(): Promise<void> {
		const bytes = Buffer.from(
			'That this can not be written twice keeps one release of each period.\n'
		);
		const isFirst = await this.writeNew(probe, bytes);
		if (!isFirst || !(await this.writeNew(probe, bytes))) return;
		throw new SharedStoreError(
			`${this.name} overwrites what it is asked to keep (If-None-Match): nothing is published there; use storage with conditional writes`
		);
	}

	async #ask<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
		try {
			return await ask();
		} catch (error) {
			throw new SharedStoreError(`${this.name} ${whyNot(error)}`, { cause: error });
		}
	}
}

function whyNot(error: unknown): string {
	if (error instanceof S3ServiceError) {
		const { status, serviceCode = 'Unknown' } = error;
		return status === 401 || status === 403 || badKeys.test(serviceCode)
			? `refuses (${status} ${serviceCode}): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and what they are allowed to do`
			: `answers ${status} ${serviceCode}`;
	}
	if (error instanceof S3NetworkError) return `can't be reached (${error.code ?? 'network'})`;
	if (error instanceof DOMException) {
		const isLate = error.name === 'TimeoutError';
		return isLate ? `has not answered for ${patienceMs / 1000} s` : 'is not waited for any more';
	}
	// What fetch throws for all that goes wrong on the way; the reason is its cause.
	if (error instanceof TypeError) return `can't be reached (${codeOf(error.cause)})`;
	throw error;
}

function codeOf(cause: unknown): string {
	if (!(cause instanceof Error)) return 'network';
	return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
