// The verb `note`: dated notes on the charts, for what a reader must know and the numbers can't say.
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { Note } from '../lib/schema/dataset.ts';
import { toProblems } from '../lib/schema/problem.ts';
import { readEnvironment } from '../lib/server/environment.ts';
import { defaultDataset, toDataset } from './dataset-option.ts';
import { Refusal } from './refusal.ts';
import { sharedOf } from './shared.ts';

interface DatasetOptions {
	readonly dataset: string;
	readonly json?: true;
}

interface AddOptions extends DatasetOptions {
	readonly from: string;
	readonly until?: string;
	readonly kind: string;
	readonly table?: string[];
}

/** `murmuration note add|list|remove` */
export function noteCommand(): Command {
	const command = new Command('note')
		.description('adds dated notes to the charts; every reader of a chart sees them')
		.exitOverride();
	verb(command, 'add', 'writes a note; it shows at once')
		.argument('<text>', 'one or two sentences, without names of people or customers')
		.requiredOption('--from <day>', 'first day it is about, UTC')
		.option('--until <day>', 'last day it is about')
		.addOption(
			new Option('--kind <name>', 'epoch: numbers before and after the day mean different things')
				.choices(['note', 'epoch'])
				.default('note')
		)
		.option('--table <id...>', 'tables it touches; default: all')
		.action(add);
	verb(command, 'list', 'notes of a dataset').action(list);
	verb(command, 'remove', 'takes a note back').argument('<id>', 'as listed').action(remove);
	return command;
}

function verb(parent: Command, name: string, description: string): Command {
	return parent
		.command(name)
		.description(description)
		.option('--dataset <id>', 'dataset of the charts', defaultDataset)
		.option('--json', 'machine-readable result');
}

async function add(text: string, options: AddOptions): Promise<void> {
	const dataset = toDataset(options.dataset);
	const { from, until, kind } = options;
	const tables = options.table ?? dataset.tables.map(({ id }) => id);
	const result = Note.safeParse({ id: idOf(from, text), kind, from, until, tables, text });
	if (!result.success) {
		const reasons = toProblems(result.error).map(({ field, reason }) => `${field}: ${reason}`);
		throw new Refusal(`note: ${reasons.join('; ')}`, 2);
	}
	const stranger = tables.find((table) => !dataset.tables.some(({ id }) => id === table));
	if (stranger !== undefined) {
		throw new Refusal(`note: ${dataset.id} has no table ${stranger}`, 2);
	}
	const { writeNote } = await import('../lib/server/published/notes.ts');
	const shared = await sharedOf(readEnvironment());
	const isNew = shared
		? await shared.notes.add(dataset.id, result.data)
		: await writeNote(publishedFolder(), dataset.id, result.data);
	if (!isNew) throw new Refusal(`note: there is a note ${result.data.id}; remove it first`);
	await shared?.notes.mirror();
	const { id } = result.data;
	process.stdout.write(options.json ? `${JSON.stringify({ id })}\n` : `added ${id}\n`);
}

async function list(options: DatasetOptions): Promise<void> {
	const { NoteReader } = await import('../lib/server/published/notes.ts');
	const reader = new NoteReader(publishedFolder(), (problem) =>
		process.stderr.write(`${problem}\n`)
	);
	const notes = await reader.list(toDataset(options.dataset).id);
	const lines = notes.map((note) => `${note.id}  ${note.kind}, ${daysOf(note)}\n  ${note.text}`);
	process.stdout.write(
		options.json
			? `${JSON.stringify({ notes })}\n`
			: `${lines.length > 0 ? lines.join('\n') : 'no notes'}\n`
	);
}

async function remove(id: string, options: DatasetOptions): Promise<void> {
	const dataset = toDataset(options.dataset);
	const isThere = Note.shape.id.safeParse(id).success && (await removeEverywhere(dataset.id, id));
	if (!isThere) throw new Refusal(`note: ${dataset.id} has no note ${id}`);
	process.stdout.write(options.json ? `${JSON.stringify({ id })}\n` : `removed ${id}\n`);
}

async function removeEverywhere(dataset: string, id: string): Promise<boolean> {
	const { removeNote } = await import('../lib/server/published/notes.ts');
	const shared = await sharedOf(readEnvironment());
	const wasShared = (await shared?.notes.takeBack(dataset, id)) ?? false;
	return (await removeNote(publishedFolder(), dataset, id)) || wasShared;
}

function publishedFolder(): string {
	return join(readEnvironment().dataFolder, 'published');
}

/** The day and the first words: `2026-10-05-helm-chart-switched`. */
function idOf(day: string, text: string): string {
	const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
	return [day, ...words.slice(0, 4)].join('-').slice(0, 64);
}

function daysOf({ from, until }: Note): string {
	return [from ?? '', until ?? ''].filter((day) => day !== '').join(' to ');
}
