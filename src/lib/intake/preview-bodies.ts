// A file of one or many heartbeats, judged body by body.
import { isUtf8 } from 'node:buffer';
import { judgePayload, refuse, type Preview } from './judge-payload.ts';

/** The judgement on one body; `line` is where it begins in the file. */
export type PreviewedBody = { readonly line: number } & Preview;

/**
 * Judges each heartbeat of `bytes` as the body of a request of its own.
 *
 * Bytes that are not JSON as a whole and have two lines or more that begin with `{` are NDJSON, one body a line;
 * anything else is one body, line ends and all.
 *
 * @returns one judgement per body in the order of the file, none for bytes without any text
 */
export function previewBodies(bytes: Buffer): PreviewedBody[] {
	const lines = splitLines(bytes).filter(({ body }) => body.toString().trim() !== '');
	const [first] = lines;
	if (first === undefined) return [];
	const isNdjson = lines.filter(({ body }) => opensObject(body)).length > 1 && !isJson(bytes);
	return isNdjson ? lines.map(judge) : [judge({ line: first.line, body: bytes })];
}

interface Body {
	readonly line: number;
	readonly body: Buffer;
}

function judge({ line, body }: Body): PreviewedBody {
	return { line, ...(isUtf8(body) ? judgePayload(body.toString()) : refuse('not UTF-8')) };
}

function splitLines(bytes: Buffer): Body[] {
	const lines: Body[] = [];
	for (let start = 0; start <= bytes.length;) {
		const end = bytes.indexOf('\n', start);
		const stop = end === -1 ? bytes.length : end;
		lines.push({ line: lines.length + 1, body: bytes.subarray(start, stop) });
		start = stop + 1;
	}
	return lines;
}

function opensObject(line: Buffer): boolean {
	return line.toString().trimStart().startsWith('{');
}

function isJson(bytes: Buffer): boolean {
	try {
		JSON.parse(bytes.toString());
		return true;
	} catch {
		return false;
	}
}
