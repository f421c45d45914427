// The verb `preview`: what the receiver would say to a heartbeat, without sending it.
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import type { Preview } from '../lib/intake/judge-payload.ts';
import { Refusal } from './refusal.ts';

/** What would become of one heartbeat; `line` is where it begins. */
type Verdict = { readonly line: number } & Preview;

/** `murmuration preview FILE|- [--json]` */
export function previewCommand(): Command {
	return new Command('preview')
		.description('shows what the receiver would store or refuse, without sending anything')
		.argument('<file>', 'one heartbeat in JSON, or NDJSON with one a line; - is standard input')
		.option('--json', 'machine-readable result')
		.action(preview);
}

async function preview(file: string, { json }: { json?: true }): Promise<void> {
	const { previewBodies } = await import('../lib/intake/preview-bodies.ts');
	const verdicts = previewBodies(await read(file));
	if (json) process.stdout.write(`${JSON.stringify({ heartbeats: verdicts })}\n`);
	else for (const verdict of verdicts) process.stdout.write(toText(verdict));
	const refused = verdicts.filter((verdict) => 'problems' in verdict).length;
	if (verdicts.length === 0) throw new Refusal(`${nameOf(file)} holds no heartbeat`);
	if (refused > 0) {
		throw new Refusal(`${refused} of ${verdicts.length} heartbeats would be refused`);
	}
}

async function read(file: string): Promise<Buffer> {
	try {
		return await (file === '-' ? buffer(process.stdin) : readFile(file));
	} catch (error) {
		throw new Refusal(`can't read ${nameOf(file)}: ${(error as Error).message}`, 1, {
			cause: error
		});
	}
}

function nameOf(file: string): string {
	return file === '-' ? 'standard input' : file;
}

function toText(verdict: Verdict): string {
	if ('heartbeat' in verdict) {
		const record = JSON.stringify(verdict.heartbeat);
		return `line ${verdict.line}: would be accepted, with the time of receipt as sent_at\n  ${record}\n`;
	}
	const problems = verdict.problems.map(
		({ field, reason }) => `  ${field === '' ? '' : `${field}: `}${reason}\n`
	);
	return `line ${verdict.line}: would be refused\n${problems.join('')}`;
}
