// Who may come in, as this process knows it: the settings, and what is made of them once.
import { join } from 'node:path';
import type { RequestEvent } from '@sveltejs/kit';
import { readEnvironment } from '../environment.ts';
import { addressFinder } from '../receiver/source.ts';
import { readSecret } from '../shares/gate/secret.ts';
import { mayManage } from './identity/may-manage.ts';
import { metricsReaders } from './metrics-readers.ts';
import { NetworkLimit } from './network-limit.ts';
import { EndedSessions } from './oidc/ended-sessions.ts';
import { SignIn } from './oidc/sign-in.ts';
import type { OidcAccess } from './settings.ts';
import { proxyVisitors } from './identity/proxy-visitor.ts';
import { anybody, local, type Identity } from './identity/visitor.ts';

const settings = readEnvironment();
const { access, dataFolder, secret, trustedProxies } = settings;
/** A company behind one address signs in in the same morning. */
const signIns = new NetworkLimit(60);
const findAddress = addressFinder(trustedProxies);
const isMetricsReader = metricsReaders(settings);

/** How people get in: `none`, `proxy` or `oidc`. */
export const accessMode = access.mode;

let known: Promise<SignIn> | undefined;

/** What signs in, made at first use; `undefined` where nobody signs in here. */
export function signIn(): Promise<SignIn> | undefined {
	if (access.mode !== 'oidc') return undefined;
	known ??= openSignIn(access);
	return known;
}

async function openSignIn(oidc: OidcAccess): Promise<SignIn> {
	const ended = await EndedSessions.read(join(dataFolder, 'sign-in', 'ended.ndjson'), Date.now());
	return new SignIn(oidc, await readSecret(dataFolder, secret), ended);
}

const findProxied = access.mode === 'proxy' ? proxyVisitors(access) : undefined;

/** Who sends a request. */
export async function identify(event: RequestEvent): Promise<Identity> {
	const signing = await signIn();
	if (signing) return (await signing.visitor(event.cookies, Date.now())) ?? 'unknown';
	if (findProxied) return findProxied(proxiedOf(event));
	return isAtTheMachine(event) ? local : anybody;
}

/** Origin that pages of this site have for `event`: where nobody signs in, the host that was asked for. */
export function ownOrigin({ url, request }: RequestEvent): string {
	return access.mode === 'none' ? `http://${request.headers.get('host') ?? ''}` : url.origin;
}

/** Counts a request that begins or ends a sign-in; returns the seconds to wait where it is one too many. */
export function countSignIn(event: RequestEvent) {
	return signIns.consume(addressOf(event));
}

/** The address of whoever sends a request, for limits alone. */
export function addressOf({ platform, getClientAddress }: RequestEvent): string {
	return platform?.req ? findAddress(platform.req) : getClientAddress();
}

/** Whether the connection of a request may read what this process counts; never in development. */
export function readsMetrics({ platform }: RequestEvent): boolean {
	return platform?.req !== undefined && isMetricsReader(platform.req);
}

function isAtTheMachine({ request, platform, getClientAddress }: RequestEvent): boolean {
	return mayManage({
		headers: request.headers,
		remoteAddress: platform?.req ? platform.req.socket.remoteAddress : getClientAddress(),
		httpVersion: platform?.req?.httpVersion ?? '1.1',
		isBehindProxy: trustedProxies.length > 0
	});
}

/** As in `isAtTheMachine`, the connection's own address, never one of a header. */
function proxiedOf({ request, platform, getClientAddress }: RequestEvent) {
	return platform?.req
		? {
				rawHeaders: platform.req.rawHeaders,
				remoteAddress: platform.req.socket.remoteAddress
			}
		: { rawHeaders: [...request.headers].flat(), remoteAddress: getClientAddress() };
}
