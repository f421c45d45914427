// Storage of the S3 protocol on the loopback. The server from npm checks signatures, but lets in who signs nothing,
// overwrites whatever `If-None-Match: *` asks it to keep, and leaves the slash at the end of a path out when it checks a
// listing. In front of it the first two are mended, the second unless told; listings are let through by their key alone.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';

const bucket = 'releases';
/** The only keys that the server knows. */
const keys = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };

export interface StorageOptions {
	/** Whether it keeps what it is asked to keep; it does unless told. */
	readonly keeps?: boolean;
}

/** A machine's storage, to start and stop. */
export class SharedStorageServer {
	readonly #folder: string;
	readonly #answer: RequestListener;
	readonly #keeps: boolean;
	/** Objects that a conditional request is being answered for, and when it is: who comes second waits for that. */
	readonly #taken = new Map<string, Promise<unknown>>();
	#server: Server | undefined;
	#port = 0;
	/** Requests since the start, by method and path. */
	readonly requests: string[] = [];

	/** @param folder in which it keeps its objects */
	static async start(folder: string, options: StorageOptions = {}): Promise<SharedStorageServer> {
		const [strict, lenient] = [false, true].map(
			(allowMismatchedSignatures) =>
				new S3rver({
					directory: folder,
					silent: true,
					vhostBuckets: false,
					configureBuckets: [{ name: bucket }],
					allowMismatchedSignatures
				})
		);
		await strict?.configureBuckets();
		const [one, other] = [strict?.callback(), lenient?.callback()];
		const answer: RequestListener = (request, response) =>
			(request.url?.includes('/?') ? other : one)?.(request, response);
		const server = new SharedStorageServer(folder, answer, options.keeps ?? true);
		await server.resume();
		return server;
	}

	private constructor(folder: string, answer: RequestListener, keeps: boolean) {
		this.#folder = folder;
		this.#answer = answer;
		this.#keeps = keeps;
	}

	get endpoint(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/** What a machine is told to share its releases there. */
	get environment() {
		return {
			MURMURATION_PUBLISHED_URL: `s3://${bucket}/fleet/a?endpoint=${this.endpoint}`,
			...keys
		};
	}

	/** The file that holds an object. */
	fileOf(key: string): string {
		return join(this.#folder, bucket, `${key}._S3rver_object`);
	}

	/** Answers again, where it answered before. */
	async resume(): Promise<void> {
		this.#server = createServer((request, response) => {
			const { method = '', url = '', headers } = request;
			const [path = ''] = url.split('?');
			this.requests.push(`${method} ${path}`);
			if (headers.authorization === undefined) {
				refuse(response, 403, 'AccessDenied');
				return;
			}
			if (method === 'PUT' && headers['if-none-match'] === '*' && this.#keeps) {
				void this.#answerOnce(path, request, response);
				return;
			}
			this.#answer(request, response);
		});
		this.#server.listen(this.#port, '127.0.0.1');
		await once(this.#server, 'listening');
		this.#port = (this.#server.address() as AddressInfo).port;
	}

	/** Answers a conditional request as storage does that knows each object to be there or not, and nothing between. */
	async #answerOnce(
		path: string,
		request: IncomingMessage,
		response: ServerResponse
	): Promise<void> {
		for (let first = this.#taken.get(path); first; first = this.#taken.get(path)) await first;
		if (existsSync(this.fileOf(path.split('/').slice(2).join('/')))) {
			refuse(response, 412, 'PreconditionFailed');
			return;
		}
		const answered = once(response, 'close').finally(() => this.#taken.delete(path));
		this.#taken.set(path, answered);
		this.#answer(request, response);
		await answered;
	}

	/** Is away until it is resumed; its objects stay. */
	async halt(): Promise<void> {
		const server = this.#server;
		this.#server = undefined;
		if (!server) return;
		const closed = once(server, 'close');
		server.close();
		server.closeAllConnections();
		await closed;
	}
}

function refuse(response: ServerResponse, status: number, code: string): void {
	response.writeHead(status, { 'content-type': 'application/xml' });
	response.end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
