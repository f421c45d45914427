// The verb `share`: links that open one chart, made, listed and revoked on the machine that serves.
import { Command, InvalidArgumentError, Option } from 'commander';
import { formatDay } from '../lib/chart/format.ts';
import { ShareRequest, type ListedShare, type SharePreflight } from '../lib/schema/share.ts';
import { toProblems } from '../lib/schema/problem.ts';
import { readEnvironment } from '../lib/server/environment.ts';
import { Refusal } from './refusal.ts';
import { toOrigin } from './serve/address.ts';

interface ShareOptions {
	readonly origin?: string;
	readonly json?: true;
}

interface CreateOptions extends ShareOptions {
	readonly query: string;
	readonly kind: string;
	readonly label: string;
	readonly days?: number;
	readonly expires?: string;
	readonly dryRun?: true;
}

const dayMs = 86_400_000;

/** `murmuration share create|list|revoke` */
export function shareCommand(): Command {
	const command = new Command('share')
		.description('links that open one chart, signed, expiring and revocable')
		.exitOverride();
	verb(command, 'create', 'says what a link will open to whom, and makes it')
		.argument('<chart>', 'name of a chart or table, as in the address of its embed')
		.option('--query <parameters>', 'what it shows, as in that address: from=2026-W20&by=os', '')
		.addOption(
			new Option('--kind <name>', 'live follows new releases, archived is frozen as it is now')
				.choices(['live', 'archived'])
				.default('live')
		)
		.option('--label <text>', 'what it is for, to know it by', '')
		.addOption(
			new Option('--days <number>', 'how long it lasts; default: a year')
				.argParser(parseDays)
				.conflicts('expires')
		)
		.option('--expires <moment>', 'until when instead, UTC: 2027-01-01T00:00:00Z')
		.option('--dry-run', 'only says what it would open')
		.action(create);
	verb(command, 'list', 'all links, the newest first').action(list);
	verb(command, 'revoke', 'ends a link for ever, with its next request')
		.argument('<id>', 'as listed')
		.action(revoke);
	return command;
}

function verb(parent: Command, name: string, description: string): Command {
	return parent
		.command(name)
		.description(description)
		.option('--origin <address>', 'how readers reach this server: https://stats.example.org')
		.option('--json', 'machine-readable result');
}

async function create(chart: string, options: CreateOptions): Promise<void> {
	const now = Date.now();
	const { ChartRefusal } = await import('../lib/server/charts/chart-refusal.ts');
	const { preflight } = await import('../lib/server/shares/manage/preflight.ts');
	const context = await openContext();
	const request = toRequest(chart, options, now);
	try {
		const ahead = await preflight(context, request, readEnvironment().frameAncestors, now);
		if (!options.json) process.stdout.write(describe(ahead));
		if (options.dryRun) {
			if (options.json) writeJson(ahead);
			return;
		}
		const { createShare } = await import('../lib/server/shares/manage/create-share.ts');
		const { toListed } = await import('../lib/server/shares/manage/list-shares.ts');
		const { commandLine } = await import('../lib/server/shares/manage/manager.ts');
		const share = await createShare(context, commandLine, request, now);
		const listed = await toListed(context, share, originOf(options), now);
		if (options.json) writeJson(listed);
		else process.stdout.write(`${linesOf(listed)}\n`);
	} catch (error) {
		if (!(error instanceof ChartRefusal)) throw error;
		throw new Refusal(`share: ${error.message}`, error.status === 400 ? 2 : 1);
	}
}

async function list(options: ShareOptions): Promise<void> {
	const { listShares } = await import('../lib/server/shares/manage/list-shares.ts');
	const { commandLine } = await import('../lib/server/shares/manage/manager.ts');
	const shares = await listShares(await openContext(), commandLine, originOf(options), Date.now());
	if (options.json) writeJson({ shares });
	else
		process.stdout.write(`${shares.map((share) => linesOf(share, 1)).join('\n') || 'no shares'}\n`);
}

async function revoke(id: string, options: ShareOptions): Promise<void> {
	const { revokeShare } = await import('../lib/server/shares/manage/revoke-share.ts');
	const { commandLine } = await import('../lib/server/shares/manage/manager.ts');
	const share = await revokeShare(await openContext(), commandLine, id, Date.now());
	if (!share) throw new Refusal(`share: there is no share ${id}`);
	if (options.json) writeJson({ id });
	else process.stdout.write(`revoked ${id}\n`);
}

async function openContext() {
	const { shareContext } = await import('../lib/server/shares/share-context.ts');
	return shareContext();
}

function toRequest(chart: string, options: CreateOptions, now: number): ShareRequest {
	const { query, kind, label, days } = options;
	const expires = days === undefined ? options.expires : new Date(now + days * dayMs).toISOString();
	const parameters = Object.fromEntries(new URLSearchParams(query));
	const result = ShareRequest.safeParse({ chart, kind, label, expires, query: parameters });
	if (result.success) return result.data;
	const reasons = toProblems(result.error).map(({ field, reason }) => `${field}: ${reason}`);
	throw new Refusal(`share: ${reasons.join('; ')}`, 2);
}

function originOf({ origin }: ShareOptions): string {
	const { host, port } = readEnvironment();
	return origin?.replace(/\/+$/, '') ?? toOrigin(host, port);
}

function parseDays(text: string): number {
	const days = Number(text);
	if (/^\d{1,4}$/.test(text) && days > 0) return days;
	throw new InvalidArgumentError('expected a whole number of days from 1');
}

/** What has to be known before it is given away. */
function describe({ title, range, follows, cells, k, frameAncestors, ...ahead }: SharePreflight) {
	const part = Math.round(cells.share * 100);
	const frames = frameAncestors.join(', ') || 'nobody';
	return [
		`${title}, ${range.from} to ${range.to}${follows ? ', then on with each release' : ''}`,
		`${cells.hidden} of ${cells.all} cells are hidden (${part}%), k = ${k}`,
		`open to ${ahead.audience} until ${formatDay(ahead.expires)}; framed by ${frames}`,
		''
	].join('\n');
}

/** @param mostAddresses of its forms, the page first */
function linesOf(share: ListedShare, mostAddresses = Infinity): string {
	const { id, state, kind, title, label, expires, urls } = share;
	const words = [`${id}  ${state}, ${kind}, until ${formatDay(expires)}`];
	words.push(`  ${title}${label === '' ? '' : `: ${label}`}`);
	if (state !== 'open') return words.join('\n');
	const addresses = Object.values(urls);
	return [...words, ...addresses.slice(0, mostAddresses).map((url) => `  ${url}`)].join('\n');
}

function writeJson(value: unknown): void {
	process.stdout.write(`${JSON.stringify(value)}\n`);
}
