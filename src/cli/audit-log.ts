// The verb `audit-log`: whether the log of who saw and did what is as it was written, and what it says.
import { once } from 'node:events';
import { Command, InvalidArgumentError } from 'commander';
import type { AuditEntry } from '../lib/server/access/audit-log/entry.ts';
import { readEnvironment } from '../lib/server/environment.ts';
import { Refusal } from './refusal.ts';

interface VerifyOptions {
	readonly head?: string;
	readonly json?: true;
}

interface ExportOptions {
	readonly from?: string;
	readonly to?: string;
	readonly json?: true;
}

/** `murmuration audit-log verify|export` */
export function auditLogCommand(): Command {
	const command = new Command('audit-log')
		.description('who saw and did what: checks the log, or writes it out')
		.exitOverride();
	command
		.command('verify')
		.description('checks that no line of the log was changed, removed or moved')
		.option('--head <hash>', 'a hash that an earlier run told: its line has to be there', parseHash)
		.option('--json', 'machine-readable result')
		.action(check);
	command
		.command('export')
		.description('writes the entries as CSV, the oldest first')
		.option('--from <day>', 'first day, UTC', parseDay)
		.option('--to <day>', 'last day, UTC', parseDay)
		.option('--json', 'as NDJSON')
		.action(write);
	return command;
}

async function check({ head: kept, json }: VerifyOptions): Promise<void> {
	const { verify } = await import('../lib/server/access/audit-log/verify.ts');
	const verdict = await verify(await folder(), kept);
	const { entries, head, broken } = verdict;
	if (json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
	if (broken) {
		throw new Refusal(`audit log: ${broken.file}, line ${broken.line}: ${broken.reason}`);
	}
	if (json) return;
	process.stdout.write(
		entries === 0
			? 'the log is empty\n'
			: `${entries} ${entries === 1 ? 'entry' : 'entries'}, each as it was written; the last one is ${head}\nKeep that hash elsewhere: with it, verify --head tells whether the end was cut off.\n`
	);
}

async function write({ from = '', to = '9999', json }: ExportOptions): Promise<void> {
	const { readEntries } = await import('../lib/server/access/audit-log/verify.ts');
	const { stringify } = await import('csv-stringify/sync');
	const toLine = (cells: readonly string[]) =>
		stringify([cells], { record_delimiter: '\r\n', escape_formulas: true });
	if (!json) await print(toLine(columns));
	for await (const entry of readEntries(await folder())) {
		const day = entry.time.slice(0, 10);
		if (day < from || day > to) continue;
		await print(json ? `${JSON.stringify(entry)}\n` : toLine(toCells(entry)));
	}
}

const columns = ['time', 'actor', 'event', 'target', 'period', 'filters', 'detail'];

function toCells({ time, actor, event, target, period, filters, detail }: AuditEntry): string[] {
	return [time, actor, event, target ?? '', period ?? '', toText(filters), toText(detail)];
}

function toText(values: Readonly<Record<string, string | number>> = {}): string {
	return Object.entries(values)
		.map(([name, value]) => `${name}=${value}`)
		.join('; ');
}

async function folder(): Promise<string> {
	const { auditFolder } = await import('../lib/server/access/audit-log/audit-log.ts');
	return auditFolder(readEnvironment().dataFolder);
}

/** Waits for a reader that is slower than the disk. */
async function print(text: string): Promise<void> {
	if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

function parseHash(text: string): string {
	if (/^[0-9a-f]{64}$/.test(text)) return text;
	throw new InvalidArgumentError('expected the 64 digits that verify told');
}

function parseDay(text: string): string {
	if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
	throw new InvalidArgumentError('expected a day like 2026-11-21');
}
