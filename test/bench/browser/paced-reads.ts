// Asks for one address at a given rate, each time on its own moment whatever the answers before take. Raw sockets and
// one request rendered once, so that what is measured is the server and not a client library.
import { connect, type Socket } from 'node:net';

/** How often, for how long, and over how many kept-alive connections. */
export interface Pace {
	readonly perSecond: number;
	readonly warmUpSeconds: number;
	readonly seconds: number;
	readonly connections: number;
}

/**
 * Milliseconds from the moment each request was due until its answer was there, those of the warm-up left out.
 *
 * @throws when an answer is no 200
 */
export async function paceReads(origin: string, path: string, pace: Pace): Promise<number[]> {
	const { hostname, port } = new URL(origin);
	const request = requestOf(hostname, path);
	const idle = await Promise.all(
		Array.from({ length: pace.connections }, () => open(hostname, Number(port)))
	);
	const times: number[] = [];
	const waiting: number[] = [];
	const all = pace.perSecond * (pace.warmUpSeconds + pace.seconds);
	const first = pace.perSecond * pace.warmUpSeconds;
	let answered = 0;
	const startMs = performance.now();
	return new Promise((resolve, reject) => {
		for (const one of idle) one.onLost(reject);
		const serve = (connection: Connection, due: number) => {
			connection.ask(request, (status) => {
				if (status !== 200) reject(new Error(`expected 200, got ${status}`));
				answered += 1;
				if (answered > first) times.push(performance.now() - due);
				const next = waiting.shift();
				if (next === undefined) idle.push(connection);
				else serve(connection, next);
				if (answered === all) {
					clearInterval(timer);
					for (const one of idle) one.end();
					resolve(times);
				}
			});
		};
		let sent = 0;
		const timer = setInterval(() => {
			for (; sent < all; sent += 1) {
				const due = startMs + (sent * 1000) / pace.perSecond;
				if (due > performance.now()) return;
				// The one that rested longest, so that none rests until the server closes it.
				const connection = idle.shift();
				if (connection) serve(connection, due);
				else waiting.push(due);
			}
		}, 1);
	});
}

/**
 * Milliseconds of each answer, asked for one after the other over one kept-alive connection.
 *
 * @throws when an answer is no 200
 */
export async function readInTurn(origin: string, paths: readonly string[]): Promise<number[]> {
	const { hostname, port } = new URL(origin);
	const connection = await open(hostname, Number(port));
	const times: number[] = [];
	for (const path of paths) {
		const startMs = performance.now();
		const status = await new Promise<number>((resolve, reject) => {
			connection.onLost(reject);
			connection.ask(requestOf(hostname, path), resolve);
		});
		times.push(performance.now() - startMs);
		if (status !== 200) throw new Error(`expected 200, got ${status} for ${path}`);
	}
	connection.end();
	return times;
}

function requestOf(host: string, path: string): string {
	return `GET ${path} HTTP/1.1\r\nhost: ${host}\r\naccept-encoding: gzip\r\n\r\n`;
}

interface Connection {
	ask(request: string, onanswer: (status: number) => void): void;
	onLost(tell: (reason: Error) => void): void;
	end(): void;
}

async function open(host: string, port: number): Promise<Connection> {
	const socket: Socket = connect({ host, port, noDelay: true });
	await new Promise((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('error', reject);
	});
	let told: (status: number) => void = () => undefined;
	let lost: (reason: Error) => void = () => undefined;
	let got = '';
	socket.once('close', () => {
		lost(new Error('the server closed a connection'));
	});
	socket.setEncoding('latin1');
	socket.on('data', (chunk: string) => {
		got += chunk;
		const status = wholeAnswer(got);
		if (status === undefined) return;
		got = '';
		told(status);
	});
	return {
		ask(request, onanswer) {
			told = onanswer;
			socket.write(request);
		},
		onLost(tell) {
			lost = tell;
		},
		end: () => socket.destroy()
	};
}

/** The status of an answer once all of it is there. */
function wholeAnswer(text: string): number | undefined {
	const head = text.indexOf('\r\n\r\n');
	if (head < 0) return undefined;
	const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, head))?.[1];
	const isWhole =
		length === undefined
			? text.endsWith('\r\n0\r\n\r\n')
			: text.length - head - 4 >= Number(length);
	return isWhole ? Number(text.slice(9, 12)) : undefined;
}
