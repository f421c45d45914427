import { processReceiver } from '$lib/server/receiver/process-receiver.ts';
import type { RequestHandler } from './$types';

/** What this process counts, for Prometheus. */
export const GET: RequestHandler = async () => {
	const { registry } = processReceiver();
	return new Response(await registry.metrics(), {
		headers: { 'cache-control': 'no-store', 'content-type': registry.contentType }
	});
};
