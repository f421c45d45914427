import { processReceiver } from '$lib/server/receiver/process-receiver.ts';
import type { RequestHandler } from './$types';

/** Takes heartbeats where nothing in front of this process does, as in development; refuses every other method. */
export const fallback: RequestHandler = ({ request, getClientAddress }) =>
	processReceiver().answer(request, getClientAddress());
