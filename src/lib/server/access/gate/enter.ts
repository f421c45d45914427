// From a request to somebody who may go on, or to the answer that they may not.
import type { RequestEvent } from '@sveltejs/kit';
import { isForPrograms } from '../../http/for-programs.ts';
import { recordRefusal } from './record-request.ts';
import { refuse, type Refused } from '../doors/refuse.ts';
import type { Identity } from '../identity/visitor.ts';
import { accessMode, identify, ownOrigin, readsMetrics } from '../process-access.ts';
import { judge } from './judge.ts';
import { ruleOf, type Rule } from './routes-and-roles.ts';
import { isChange, isOwnOrigin } from './same-origin.ts';

/** Who comes in where. Where there is no route there is no rule either, and nothing to be seen. */
export interface Entered {
	readonly identity: Identity;
	readonly rule: Rule | undefined;
}

/** Lets a request in, or answers it. */
export async function enter(event: RequestEvent): Promise<Entered | Response> {
	const { route, request } = event;
	const identity = await identify(event);
	if (route.id === null) return { identity, rule: undefined };
	const rule = ruleOf(route.id);
	const refusal = judge({
		rule,
		identity,
		isChange: isChange(request.method),
		isOwn: isOwnOrigin(request.headers, ownOrigin(event)),
		readsMetrics: rule?.needs === 'metrics' && readsMetrics(event)
	});
	if (!refusal) return { identity, rule };
	const visitor = typeof identity === 'string' ? undefined : identity;
	if (refusal !== 'unknown') recordRefusal(refusal, visitor, event.url);
	const needs = rule?.needs === 'open' || rule?.needs === 'metrics' ? undefined : rule?.needs;
	return refuse({
		refusal,
		identity,
		needs,
		form: formOf(event, rule),
		mode: accessMode,
		path: pathOf(event),
		theme: event.url.searchParams.get('theme') ?? 'auto'
	});
}

function formOf(
	{ url, route, request, isDataRequest }: RequestEvent,
	rule?: Rule
): Refused['form'] {
	if (isForPrograms(url.pathname) || rule?.needs === 'metrics') return 'program';
	if (route.id?.startsWith('/embed/')) return 'frame';
	if (isDataRequest) return 'data';
	return request.headers.has('x-sveltekit-action') ? 'action' : 'page';
}

/** A form's action is a parameter, which leads nowhere on its own. */
export function pathOf({ url, request }: RequestEvent): string {
	return isChange(request.method) ? url.pathname : url.pathname + url.search;
}
