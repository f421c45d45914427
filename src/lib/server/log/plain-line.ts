// A line of the log as people read it on a terminal: its text, and where an error came from.
import { z } from 'zod';

const Line = z.object({
	level: z.string(),
	part: z.string(),
	msg: z.string(),
	error: z.string().optional(),
	code: z.string().optional(),
	frames: z.array(z.string()).optional(),
	route: z.string().nullish(),
	method: z.string().optional(),
	status: z.number().optional(),
	ms: z.number().optional()
});

/** Writes a line of JSON for people; warnings and errors say whose they are, unless it is the supervisor that speaks. */
export function toPlainLine(json: string): string {
	const line = Line.parse(JSON.parse(json));
	const isUsual = line.level === 'info' || line.part === 'supervisor';
	const start = isUsual ? '' : `${line.part}: `;
	const request = [line.method, line.route, line.status, line.ms && `${line.ms} ms`];
	const details = [...request, line.error, line.code].filter((one) => one !== undefined).join(' ');
	const frames = line.frames?.map((frame) => `    ${frame}\n`).join('') ?? '';
	return `${start}${line.msg}${details && ` (${details})`}\n${frames}`;
}
