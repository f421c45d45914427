// Sends heartbeats of ever new instances at a given rate, over kept-alive connections with one request at a time each.
import { connect, type Socket } from 'node:net';
import { heartbeat } from '../../support/heartbeats.ts';

const tickMs = 10;
const idDigits = 12;

/** A load that runs until it is stopped. */
export class PacedLoad {
	readonly #request: Buffer;
	readonly #idAt: number;
	readonly #idle: Socket[] = [];
	readonly #perTick: number;
	#timer: NodeJS.Timeout | undefined;
	#startedMs = 0;
	#due = 0;
	#sent = 0;
	#acknowledged = 0;
	#refused = 0;

	constructor(perSecond: number) {
		this.#perTick = perSecond / (1000 / tickMs);
		const record = heartbeat(1);
		const body = JSON.stringify(record);
		const head = `POST /v1/heartbeat HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
		this.#request = Buffer.from(`${head}\r\n\r\n${body}`);
		this.#idAt = this.#request.indexOf(record.instance_id) + record.instance_id.length - idDigits;
	}

	get acknowledged(): number {
		return this.#acknowledged;
	}

	/** Answers other than 204. */
	get refused(): number {
		return this.#refused;
	}

	/** Heartbeats that should have been sent by now and were not, as all connections were waiting. */
	get behind(): number {
		return Math.floor(this.#due) - this.#sent;
	}

	async start(port: number, connections: number): Promise<void> {
		await Promise.all(Array.from({ length: connections }, () => this.#connect(port)));
		this.#startedMs = performance.now();
		this.#timer = setInterval(() => {
			this.#due = ((performance.now() - this.#startedMs) / tickMs) * this.#perTick;
			this.#sendDue();
		}, tickMs);
	}

	/** Sends nothing new and waits for the answers that are under way. */
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		this.#due = 0;
		while (this.#acknowledged + this.#refused < this.#sent) {
			await new Promise((resolve) => setTimeout(resolve, tickMs));
		}
		for (const socket of this.#idle) socket.destroy();
	}

	#connect(port: number): Promise<void> {
		return new Promise((resolve, reject) => {
			const socket = connect({ port, host: '127.0.0.1', noDelay: true });
			socket.once('error', reject);
			socket.once('connect', () => {
				this.#idle.push(socket);
				resolve();
			});
			socket.on('data', (answer) => {
				if (answer.toString('latin1', 9, 12) === '204') this.#acknowledged += 1;
				else this.#refused += 1;
				this.#idle.push(socket);
				this.#sendDue();
			});
		});
	}

	#sendDue(): void {
		while (this.#sent < this.#due) {
			const socket = this.#idle.pop();
			if (!socket) return;
			this.#sent += 1;
			const id = this.#sent.toString(16).padStart(idDigits, '0');
			this.#request.write(id, this.#idAt, 'latin1');
			socket.write(Buffer.from(this.#request));
		}
	}
}
