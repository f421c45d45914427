// Who may come in, as the environment says it. It is read with all other variables, by environment.ts.
import { z } from 'zod';
import { addresses, amount, list } from '../variable.ts';
import { isLoopback } from './loopback.ts';
import { type GroupsOfRoles } from './role.ts';

/** Everybody reads; whoever sits at the machine that serves is its steward. */
export interface OpenAccess {
	readonly mode: 'none';
	/** Whether it may be so on an address that others reach. */
	readonly allowPublic: boolean;
}

/** A proxy says who asks. Its headers count only where the connection itself comes from one of `proxies`. */
export interface ProxyAccess {
	readonly mode: 'proxy';
	/** Names in lower case. */
	readonly userHeader: string;
	readonly groupsHeader: string;
	readonly proxies: readonly string[];
	readonly groups: GroupsOfRoles;
}

/** People sign in at an OpenID provider. */
export interface OidcAccess {
	readonly mode: 'oidc';
	readonly issuer: URL;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly scopes: string;
	readonly groupsClaim: string;
	readonly nameClaim: string;
	/** How people reach this server, without a slash at its end. */
	readonly origin: string;
	readonly groups: GroupsOfRoles;
	/** A session ends so long after its sign-in, whatever happens. */
	readonly longestMs: number;
	/** A session ends when nothing was asked for so long. */
	readonly idleMs: number;
}

export type AccessSettings = OpenAccess | ProxyAccess | OidcAccess;

const address = z.url('expected an address like https://sign-in.example.org');
const header = z
	.string()
	.regex(/^[a-z0-9-]+$/i, 'expected the name of a header like X-Forwarded-User')
	.toLowerCase();
const groups = list(/\s*,\s*/);

/** The variables that say who may come in. */
export const accessVariables = {
	MURMURATION_AUTH: z
		.enum(['none', 'proxy', 'oidc'], 'expected none, proxy or oidc')
		.default('none'),
	MURMURATION_ALLOW_PUBLIC: z.enum(['yes', 'no'], 'expected yes or no').default('no'),
	MURMURATION_TRUSTED_PROXIES: addresses(),
	MURMURATION_PROXY_USER_HEADER: header.default('x-forwarded-user'),
	MURMURATION_PROXY_GROUPS_HEADER: header.default('x-forwarded-groups'),
	MURMURATION_OIDC_ISSUER: address.optional(),
	MURMURATION_OIDC_CLIENT_ID: z.string().optional(),
	MURMURATION_OIDC_CLIENT_SECRET: z.string().optional(),
	MURMURATION_OIDC_SCOPES: z
		.string()
		.regex(/^openid( [!#-[\]-~]+)*$/, 'expected openid and further scopes, with spaces between')
		.default('openid profile'),
	MURMURATION_OIDC_GROUPS_CLAIM: z.string().default('groups'),
	MURMURATION_OIDC_NAME_CLAIM: z.string().default('name'),
	MURMURATION_VIEWERS: groups,
	MURMURATION_SHARERS: groups,
	MURMURATION_STEWARDS: groups,
	MURMURATION_SESSION_HOURS: amount('hours', 0.001, 720).default(12),
	MURMURATION_SESSION_IDLE_MINUTES: amount('minutes', 0.01, 43_200).default(60),
	ORIGIN: address.optional()
};

const AccessVariables = z.object(accessVariables);
type AccessVariables = z.infer<typeof AccessVariables>;
type Complain = (variable: keyof AccessVariables, accepts: string) => void;

/** Tells what variables that are right each on their own lack together. */
export function checkAccess(variables: AccessVariables, complain: Complain): void {
	const { MURMURATION_AUTH: mode } = variables;
	if (mode === 'none') return;
	const given = [variables.MURMURATION_VIEWERS, ...sharersAndStewards(variables)].flat();
	if (given.length === 0) {
		complain(
			'MURMURATION_VIEWERS',
			`expected groups that may read, with commas between, or * for everybody who signs in, with MURMURATION_AUTH=${mode}`
		);
	}
	if (mode === 'proxy') checkProxy(variables, complain);
	else checkOidc(variables, complain);
}

function checkProxy(variables: AccessVariables, complain: Complain): void {
	if (variables.MURMURATION_TRUSTED_PROXIES.length > 0) return;
	complain(
		'MURMURATION_TRUSTED_PROXIES',
		'expected the addresses of the proxies whose headers say who asks, with MURMURATION_AUTH=proxy'
	);
}

function checkOidc(variables: AccessVariables, complain: Complain): void {
	const needed = [
		['MURMURATION_OIDC_ISSUER', 'the address of the provider'],
		['MURMURATION_OIDC_CLIENT_ID', 'the id of this server at the provider'],
		['MURMURATION_OIDC_CLIENT_SECRET', 'the secret of this server at the provider'],
		['ORIGIN', 'the address by which people reach this server, like https://stats.example.org']
	] as const;
	for (const [name, accepts] of needed) {
		if (variables[name] === undefined) {
			complain(name, `expected ${accepts}, with MURMURATION_AUTH=oidc`);
		}
	}
	for (const name of ['MURMURATION_OIDC_ISSUER', 'ORIGIN'] as const) {
		if (variables[name] !== undefined && !isSafe(variables[name])) {
			complain(name, 'expected https, or http on this machine alone');
		}
	}
}

/** Whether nobody between can read or change what is sent. */
export function isSafe(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { protocol, hostname } = new URL(address);
	return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** The variables, once they are checked. */
export function toAccess(variables: AccessVariables): AccessSettings {
	const [sharer, steward] = sharersAndStewards(variables);
	const groups = { viewer: variables.MURMURATION_VIEWERS, sharer, steward };
	switch (variables.MURMURATION_AUTH) {
		case 'none':
			return { mode: 'none', allowPublic: variables.MURMURATION_ALLOW_PUBLIC === 'yes' };
		case 'proxy':
			return {
				mode: 'proxy',
				userHeader: variables.MURMURATION_PROXY_USER_HEADER,
				groupsHeader: variables.MURMURATION_PROXY_GROUPS_HEADER,
				proxies: variables.MURMURATION_TRUSTED_PROXIES,
				groups
			};
		case 'oidc':
			return {
				mode: 'oidc',
				issuer: new URL(variables.MURMURATION_OIDC_ISSUER ?? ''),
				clientId: variables.MURMURATION_OIDC_CLIENT_ID ?? '',
				clientSecret: variables.MURMURATION_OIDC_CLIENT_SECRET ?? '',
				scopes: variables.MURMURATION_OIDC_SCOPES,
				groupsClaim: variables.MURMURATION_OIDC_GROUPS_CLAIM,
				nameClaim: variables.MURMURATION_OIDC_NAME_CLAIM,
				origin: new URL(variables.ORIGIN ?? '').origin,
				groups,
				longestMs: variables.MURMURATION_SESSION_HOURS * 3_600_000,
				idleMs: variables.MURMURATION_SESSION_IDLE_MINUTES * 60_000
			};
	}
}

function sharersAndStewards(variables: AccessVariables) {
	return [variables.MURMURATION_SHARERS, variables.MURMURATION_STEWARDS] as const;
}

/**
 * Why the server must not start: nobody signs in, and others reach it.
 *
 * @param host as it will listen
 */
export function whyNotPublic(access: AccessSettings, host: string): string | undefined {
	if (access.mode !== 'none' || access.allowPublic || isLoopback(host)) return undefined;
	return `HOST: ${host} is reached from other machines and MURMURATION_AUTH is none; set MURMURATION_AUTH to proxy or oidc, or MURMURATION_ALLOW_PUBLIC=yes to let everybody read`;
}
