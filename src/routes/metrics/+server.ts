import { readMetrics } from '$lib/server/operations/read-metrics.ts';
import { processReceiver } from '$lib/server/receiver/process-receiver.ts';
import type { RequestHandler } from './$types';

/** What this process counts and how the whole is doing, for Prometheus. */
export const GET: RequestHandler = async () => {
	const { text, type } = await readMetrics(processReceiver());
	return new Response(text, { headers: { 'cache-control': 'no-store', 'content-type': type } });
};
