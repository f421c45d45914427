// The receiver: POST /v1/heartbeat. A heartbeat that is answered with 204 is a heartbeat on disk.
// Nothing of a request but the heartbeat itself is stored or logged: no address, no header.
import type { IncomingMessage, ServerOptions, ServerResponse } from 'node:http';
import { bodyLimitBytes } from '../../intake/judge-payload.ts';
import { Inbox, type InboxHealth, type InboxOptions } from '../inbox/inbox.ts';
import { toFacts } from '../log/failure.ts';
import { Log } from '../log/log.ts';
import { accepted, refused, refusedBody, type Answer } from './answers.ts';
import { refuseHead, type Head } from './head.ts';
import { judgeBody } from './judge-body.ts';
import { Limits, type LimitOptions, type Source } from './limits.ts';
import { ReceiverMetrics } from './metrics.ts';
import { readBody, readWebBody, type ReadBody } from './read-body.ts';
import { addressFinder, type FindAddress } from './source.ts';

const log = new Log('receiver');

/** The path that takes heartbeats. */
export const heartbeatPath = '/v1/heartbeat';

/** How to make the server in front of a receiver, so that slow senders hold nothing for long: it answers them 408. */
export const serverOptions: ServerOptions = {
	headersTimeout: 10_000,
	requestTimeout: 15_000,
	connectionsCheckingInterval: 1_000
};

export interface ReceiverOptions {
	/** The inbox folder; made at the first heartbeat if it is missing. */
	readonly folder: string;
	readonly limits: LimitOptions;
	/** Addresses, CIDR ranges, `loopback`, `linklocal` or `uniquelocal`; none unless told. */
	readonly trustedProxies?: readonly string[];
	readonly inbox?: Omit<InboxOptions, 'onBatch'>;
}

/** Takes heartbeats by HTTP; one per process. */
export class Receiver {
	readonly #metrics = new ReceiverMetrics();
	readonly #limits: Limits;
	readonly #inbox: Inbox;
	readonly #findAddress: FindAddress;

	constructor(options: ReceiverOptions) {
		this.#findAddress = addressFinder(options.trustedProxies ?? []);
		this.#limits = new Limits(options.limits);
		this.#inbox = new Inbox(options.folder, {
			...options.inbox,
			onBatch: (heartbeats, syncMs) => {
				this.#metrics.countBatch(heartbeats, syncMs);
			}
		});
		this.#metrics.watch(this.#inbox, this.#limits);
	}

	/** Answers a request to {@link heartbeatPath}; leaves any other alone and returns false. */
	handle(request: IncomingMessage, response: ServerResponse): boolean {
		if (request.url !== heartbeatPath && !request.url?.startsWith(`${heartbeatPath}?`))
			return false;
		void this.#respond(request, response);
		return true;
	}

	/** The same for a web `Request`, whatever its path. */
	async answer(request: Request, clientAddress: string): Promise<Response> {
		const { method, headers } = request;
		const head = {
			method,
			contentType: headers.get('content-type') ?? undefined,
			contentEncoding: headers.get('content-encoding') ?? undefined,
			contentLength: headers.get('content-length') ?? undefined
		};
		const answer = await this.#decide(head, clientAddress, () => readWebBody(request));
		return new Response(answer.body ?? null, { status: answer.status, headers: answer.headers });
	}

	/** Whether the last heartbeat could be stored. */
	get health(): InboxHealth {
		return this.#inbox.health;
	}

	/** Whether a balancer should send heartbeats here. */
	get ready(): boolean {
		return this.#inbox.ready;
	}

	/** Everything that is counted, for Prometheus to read. */
	get registry(): ReceiverMetrics['registry'] {
		return this.#metrics.registry;
	}

	/** Takes nothing new (503), finishes what was accepted, closes the files. */
	async close(): Promise<void> {
		await this.#inbox.close();
		this.#limits.close();
	}

	/** A bug is logged and costs its request, not the process. */
	async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
		try {
			const address = this.#findAddress(request);
			const answer = await this.#decide(headOf(request), address, () => readBody(request));
			send(request, response, answer);
		} catch (error) {
			log.error('a heartbeat met a bug', toFacts(error));
			if (!response.headersSent) response.writeHead(500, { connection: 'close' });
			response.end();
		}
	}

	async #decide(head: Head, address: string, read: () => Promise<ReadBody>): Promise<Answer> {
		const answer = await this.#toAnswer(head, address, read);
		this.#metrics.count(answer.outcome);
		return answer;
	}

	async #toAnswer(head: Head, address: string, read: () => Promise<ReadBody>): Promise<Answer> {
		const admission = await this.#limits.admit(address);
		if ('retryAfterSeconds' in admission)
			return refused('rate_limited', admission.retryAfterSeconds);
		const reason = refuseHead(head) ?? this.#inbox.refusal();
		if (reason) return refused(reason);
		const body = await read();
		return typeof body === 'string' ? refused(body) : this.#store(body, admission.source);
	}

	async #store(body: Buffer, source: Source): Promise<Answer> {
		const verdict = judgeBody(body);
		if ('refused' in verdict) return refusedBody(verdict.refused, verdict.problems);
		const over = this.#limits.isOver(source, verdict.heartbeat.instance_id);
		const fate = await this.#inbox.append(verdict.heartbeat, over);
		if (fate !== 'stored') return refused(fate);
		return accepted(over ? 'stored_over_limit' : 'stored');
	}
}

function headOf({ method, headers }: IncomingMessage): Head {
	return {
		method,
		contentType: headers['content-type'],
		contentEncoding: headers['content-encoding'],
		contentLength: headers['content-length']
	};
}

/** Sends an answer. Where the rest of the body may be long, the connection is closed rather than read on. */
function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
	if (response.destroyed) return;
	const { status, headers, body } = answer;
	const isShort = Number(request.headers['content-length'] ?? Infinity) <= bodyLimitBytes;
	const close = !request.complete && !isShort;
	response.writeHead(status, close ? { ...headers, connection: 'close' } : headers).end(body);
}
