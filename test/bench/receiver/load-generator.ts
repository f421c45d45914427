// Sends heartbeats of ever new instances over kept-alive connections, one at a time on each. Raw sockets and requests
// rendered once, with the id patched in, so that the generator leaves the machine to the server.
import { connect, type Socket } from 'node:net';
import { heartbeat } from '../../support/heartbeats.ts';

/** What was measured between warm-up and end. */
export interface Measurement {
	readonly perSecond: number;
	readonly p50Ms: number;
	readonly p99Ms: number;
	/** Answers with 204 since the start, warm-up included. */
	readonly acknowledged: number;
}

export interface Load {
	readonly port: number;
	readonly path: string;
	readonly connections: number;
	readonly warmUpMs: number;
	readonly measuredMs: number;
}

let nextInstance = Math.floor(Math.random() * 2 ** 32);

/** Keeps `connections` requests under way; any answer but 204 ends it with an error. */
export async function generateLoad(load: Load): Promise<Measurement> {
	const start = performance.now() + load.warmUpMs;
	const end = start + load.measuredMs;
	const latencies: number[] = [];
	const counts = await Promise.all(
		Array.from({ length: load.connections }, () =>
			runConnection(load, end, (sent, received) => {
				if (sent >= start && received < end) latencies.push(received - sent);
			})
		)
	);
	const sorted = Float64Array.from(latencies).sort();
	const quantile = (share: number) => sorted[Math.floor(share * sorted.length)] ?? NaN;
	return {
		perSecond: sorted.length / (load.measuredMs / 1000),
		p50Ms: quantile(0.5),
		p99Ms: quantile(0.99),
		acknowledged: counts.reduce((sum, count) => sum + count, 0)
	};
}

function runConnection(
	{ port, path }: Load,
	end: number,
	record: (sent: number, received: number) => void
): Promise<number> {
	return new Promise((resolve, reject) => {
		const { request, idAt } = renderRequest(path);
		const socket = connect({ port, host: '127.0.0.1', noDelay: true });
		let sent = 0;
		let acknowledged = 0;
		const next = () => {
			writeInstanceId(request, idAt);
			sent = performance.now();
			socket.write(request);
		};
		socket.on('connect', next);
		socket.on('error', reject);
		socket.on('data', (answer: Buffer) => {
			if (!isWholeNoContent(answer)) {
				fail(socket, answer, reject);
				return;
			}
			const received = performance.now();
			record(sent, received);
			acknowledged += 1;
			if (received < end) {
				next();
			} else {
				socket.end();
				resolve(acknowledged);
			}
		});
	});
}

function renderRequest(path: string): { request: Buffer; idAt: number } {
	const record = heartbeat(1);
	const body = JSON.stringify(record);
	const head = [
		`POST ${path} HTTP/1.1`,
		'host: 127.0.0.1',
		'content-type: application/json',
		`content-length: ${Buffer.byteLength(body)}`
	];
	const request = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
	return { request, idAt: request.indexOf(record.instance_id) };
}

/** Writes the next UUID: unique, and scattered as random ones are, so that no index gets them in order. */
function writeInstanceId(request: Buffer, at: number): void {
	nextInstance = (nextInstance + 1) >>> 0;
	const scattered = Math.imul(nextInstance, 0x9e3779b1) >>> 0;
	const id = `${scattered.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
	request.write(id, at, 'latin1');
}

function isWholeNoContent(answer: Buffer): boolean {
	const isWhole = answer.toString('latin1', answer.length - 4) === '\r\n\r\n';
	return isWhole && answer.toString('latin1', 9, 12) === '204';
}

function fail(socket: Socket, answer: Buffer, reject: (error: Error) => void): void {
	socket.destroy();
	reject(new Error(`expected 204, got ${answer.toString().slice(0, 300)}`));
}
