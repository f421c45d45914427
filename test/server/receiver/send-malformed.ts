// Sends malformed requests to a receiver, many at a time, and says which answers were wrong.
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { heartbeat } from '../../support/heartbeats.ts';
import type { Malformed } from './malformed-body.ts';
import { sendRawAndEnd } from './raw-request.ts';

const Refusal = z.strictObject({
	type: z.literal('about:blank'),
	title: z.string(),
	status: z.int(),
	detail: z.string().min(1),
	field: z.string().max(160),
	problems: z
		.array(z.strictObject({ field: z.string(), reason: z.string() }))
		.min(1)
		.max(10)
});
const concurrency = 16;

/** Sends every request; returns one line for each that was answered otherwise than it had to be. */
export async function sendAll(url: string, requests: readonly Malformed[]): Promise<string[]> {
	const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
	const wrong: string[] = [];
	const queue = requests.values();
	const work = async () => {
		for (const one of queue) {
			const reason = await sendOne(url, agent, one);
			if (reason !== undefined) wrong.push(`${one.kind}, ${one.delivery}: ${reason}`);
		}
	};
	await Promise.all(Array.from({ length: concurrency }, work));
	agent.destroy();
	return wrong;
}

async function sendOne(url: string, agent: Agent, one: Malformed): Promise<string | undefined> {
	if (one.delivery === 'cut') return sendCut(url, one);
	const { status, text } = await exchange(url, agent, one);
	if (status !== one.status) return `${status} instead of ${one.status}: ${text}`;
	if (text.includes(heartbeat(0xabcdef).instance_id)) return `repeats an id: ${text}`;
	if (status !== 400) return undefined;
	const result = Refusal.safeParse(JSON.parse(text));
	return result.success ? undefined : `${result.error.message}: ${text}`;
}

async function exchange(
	url: string,
	agent: Agent,
	{ body, contentType, delivery }: Malformed
): Promise<{ status: number; text: string }> {
	const headers = {
		'content-type': contentType,
		...(delivery === 'whole'
			? { 'content-length': body.length }
			: { 'transfer-encoding': 'chunked' })
	};
	const outgoing = request(url, { agent, method: 'POST', headers });
	const answered = new Promise<IncomingMessage>((resolve, reject) => {
		outgoing.on('response', resolve);
		outgoing.on('error', reject);
	});
	const pieceBytes = delivery === 'whole' ? body.length : Math.ceil(body.length / 3);
	for (let at = 0; at < body.length; at += pieceBytes) {
		outgoing.write(body.subarray(at, at + pieceBytes));
		if (delivery === 'slow') await sleep(5);
	}
	outgoing.end();
	const response = await answered;
	const chunks = (await response.toArray()) as Buffer[];
	return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() };
}

/** Declares more than it sends, then closes: nothing has to be answered, but nothing may be accepted. */
async function sendCut(url: string, { body, contentType }: Malformed): Promise<string | undefined> {
	const { port, pathname } = new URL(url);
	const head = `POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-type: ${contentType}\r\n`;
	const said = await sendRawAndEnd(
		Number(port),
		`${head}content-length: ${body.length + 1}\r\n\r\n`,
		body
	);
	return said === '' || said.startsWith('HTTP/1.1 4') ? undefined : `answered ${said}`;
}
