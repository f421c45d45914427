// What the log says of an error: its class, its code and where it came from. Its message stays out, as it may repeat what
// somebody sent or what a row of the warehouse holds.
import type { Facts } from './log.ts';

/** The facts of an error that nobody expected. */
export function toFacts(error: unknown): Pick<Facts, 'error' | 'code' | 'frames'> {
	if (!(error instanceof Error)) return { error: typeof error };
	const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
	return { error: error.name, ...(code !== undefined && { code }), frames: framesOf(error) };
}

/** The places of a stack, without the message before them and without the folders above the program. */
function framesOf({ stack = '', message }: Error): string[] {
	const start = stack.indexOf(message);
	if (start === -1) return [];
	const lines = stack.slice(start + message.length).split('\n');
	return lines
		.map((line) => line.trim().replace(/(file:\/\/)?\/\S*\/(?=(src|build|node_modules)\/)/, ''))
		.filter((line) => line.startsWith('at '));
}
