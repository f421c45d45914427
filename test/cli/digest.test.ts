import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWebhook, status, type Webhook } from '../server/digest/webhook.ts';
import { murmuration, temporaryFolder } from '../support/murmuration.ts';
import { publishCounts } from '../support/publish-counts.ts';

const variable = 'MURMURATION_DIGEST_WEBHOOK';
let data: { folder: string; remove: () => Promise<void> };
let webhook: Webhook;

beforeAll(async () => {
	data = await temporaryFolder();
	webhook = await openWebhook(status(200));
	await publishCounts(data.folder, '2026-W46', { deployment: { docker: 143, k8s: 98 } });
});
afterAll(async () => {
	await webhook.close();
	await data.remove();
});

async function withWebhook(address: string, ...parameters: string[]) {
	process.env[variable] = address;
	return murmuration(data.folder, ...parameters).finally(() => {
		Reflect.deleteProperty(process.env, variable);
	});
}

test('the digest is shown, sent once, and its address is nowhere', async () => {
	const shown = await withWebhook(webhook.url.href, 'digest', '--dry-run');
	expect(shown.stdout).toContain('• Active instances: 240\n');
	expect(webhook.texts).toEqual([]);
	const sent = await withWebhook(webhook.url.href, 'digest');
	expect(sent).toEqual({ code: 0, stdout: shown.stdout, stderr: 'sent\n' });
	expect(webhook.texts).toEqual([shown.stdout.trimEnd()]);
	const again = await withWebhook(webhook.url.href, 'digest');
	expect([again.code, again.stderr]).toEqual([1, 'murmuration: not sent: it was sent before\n']);
	const { stdout } = await withWebhook(webhook.url.href, 'config');
	expect(stdout).toMatch(/^MURMURATION_DIGEST_WEBHOOK +\(set, not shown\) {2}\[environment\]$/m);
	expect(stdout).not.toContain('/services/secret');
});

test('it goes by TLS or stays on the machine', async () => {
	const address = 'http://hooks.example.org/services/secret';
	const { code, stderr } = await withWebhook(address, 'digest');
	expect([code, stderr]).toEqual([
		2,
		'murmuration: MURMURATION_DIGEST_WEBHOOK: expected an https address, or http on this machine alone\n'
	]);
	const unset = await murmuration(data.folder, 'digest');
	expect([unset.code, unset.stderr]).toEqual([
		1,
		'murmuration: MURMURATION_DIGEST_WEBHOOK is not set; --dry-run only shows the digest\n'
	]);
});
