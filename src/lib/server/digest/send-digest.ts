// A digest on its way: marked, sent, and the mark settled by what is known afterwards.
import { noteRun } from '../operations/runs.ts';
import { Mark, type MarkState } from './mark.ts';
import { post, type Delivery } from './post.ts';
import type { Digest } from './write-digest.ts';

/** What became of it; `before` where it was sent earlier, or may have been. */
export type Sent = Delivery | { readonly kind: 'before'; readonly state: MarkState };

/** Sends a digest, unless it was sent before. One that may have arrived is never sent again. */
export async function sendDigest(
	dataFolder: string,
	webhook: URL,
	digest: Digest,
	patienceMs?: number
): Promise<Sent> {
	const mark = new Mark(dataFolder, digest);
	if (!(await mark.claim())) return { kind: 'before', state: (await mark.read()) ?? 'unknown' };
	const delivery = await post(webhook, digest.text, patienceMs);
	if (delivery.kind === 'refused') {
		await mark.release();
	} else {
		await mark.settle(delivery.kind === 'delivered' ? 'sent' : 'unknown');
		await noteRun(dataFolder, 'digest', Date.now(), delivery.kind === 'delivered');
	}
	return delivery;
}
