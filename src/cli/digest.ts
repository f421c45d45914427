// The verb `digest`: the newest week in a few lines, shown, and sent to the webhook unless it was sent before.
import { Command } from 'commander';
import { readEnvironment } from '../lib/server/environment.ts';
import { Refusal } from './refusal.ts';

interface Options {
	readonly dryRun?: true;
	readonly json?: true;
}

/** `murmuration digest [--dry-run] [--json]` */
export function digestCommand(): Command {
	return new Command('digest')
		.description(
			'shows the digest of the newest published week and sends it to MURMURATION_DIGEST_WEBHOOK, once'
		)
		.option('--dry-run', 'only shows it')
		.option('--json', 'machine-readable result')
		.action(digest);
}

async function digest({ dryRun, json }: Options): Promise<void> {
	const { PublishedStore } = await import('../lib/server/published/published-store.ts');
	const { writeDigest } = await import('../lib/server/digest/write-digest.ts');
	const { dataFolder, digestWebhook: webhook, origin } = readEnvironment();
	const written = await writeDigest(new PublishedStore(dataFolder), origin);
	if (!written) throw new Refusal('no week is published yet');
	process.stdout.write(json ? `${JSON.stringify(written)}\n` : `${written.text}\n`);
	if (dryRun) return;
	if (!webhook) {
		throw new Refusal('MURMURATION_DIGEST_WEBHOOK is not set; --dry-run only shows the digest');
	}
	const { sendDigest } = await import('../lib/server/digest/send-digest.ts');
	const sent = await sendDigest(dataFolder, webhook, written);
	if (sent.kind === 'delivered') process.stderr.write('sent\n');
	else throw new Refusal(`not sent: ${'state' in sent ? before[sent.state] : sent.reason}`);
}

const before = {
	sent: 'it was sent before',
	sending: 'it is being sent, or was when a process ended; it may have arrived',
	unknown: 'it was sent before without an answer; it may have arrived'
} as const;
