// A real OpenID provider with a login page of its own: the id of the account is the one field.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** What the provider says of its people, by the id that they type. */
export type Accounts = Readonly<Record<string, { name: string; groups: readonly string[] }>>;

/** A running provider. */
export interface IdentityProvider {
	readonly issuer: string;
	/** The environment of a server that people reach at `origin` and that asks this provider. */
	environmentOf(origin: string): Record<string, string>;
	close(): Promise<void>;
}

const client = { client_id: 'murmuration', client_secret: 'between the two of us' };

/** @param origins of the servers that may send people here */
export async function openProvider(
	accounts: Accounts,
	origins: readonly string[]
): Promise<IdentityProvider> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	// By name, as its cookies would otherwise reach the servers at the other ports of the address.
	const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
	const provider = makeProvider(issuer, accounts, origins);
	const handle = provider.callback();
	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		if (request.url?.startsWith('/login/')) void login(provider, request, response);
		else void handle(request, response);
	});
	return {
		issuer,
		environmentOf: (origin) => ({
			MURMURATION_AUTH: 'oidc',
			MURMURATION_OIDC_ISSUER: issuer,
			MURMURATION_OIDC_CLIENT_ID: client.client_id,
			MURMURATION_OIDC_CLIENT_SECRET: client.client_secret,
			MURMURATION_VIEWERS: 'staff',
			MURMURATION_SHARERS: 'docs',
			MURMURATION_STEWARDS: 'privacy',
			ORIGIN: origin
		}),
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}

function makeProvider(issuer: string, accounts: Accounts, origins: readonly string[]): Provider {
	const provider: Provider = new Provider(issuer, {
		clients: [
			{
				...client,
				redirect_uris: origins.map((origin) => `${origin}/sign-in/callback`),
				post_logout_redirect_uris: origins.map((origin) => `${origin}/sign-in/ended`)
			}
		],
		claims: { openid: ['sub'], profile: ['name', 'groups'] },
		cookies: { keys: ['only for tests'] },
		features: { devInteractions: { enabled: false } },
		pkce: { required: () => true },
		findAccount: (_, id) => ({
			accountId: id,
			claims: () => ({ sub: id, ...accounts[id], groups: [...(accounts[id]?.groups ?? [])] })
		}),
		interactions: { url: (_, { uid }) => `/login/${uid}` },
		async loadExistingGrant({ oidc }) {
			const accountId = oidc.session?.accountId;
			const grant = new provider.Grant({
				clientId: client.client_id,
				...(accountId !== undefined && { accountId })
			});
			grant.addOIDCScope('openid profile');
			await grant.save();
			return grant;
		}
	});
	return provider;
}

async function login(
	provider: Provider,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	if (request.method !== 'POST') {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(
			`<!doctype html><html lang="en"><title>Provider</title><form method="post"><input name="id" aria-label="Account"><button name="go" value="in">Log in</button><button name="go" value="back">Go back</button></form></html>`
		);
		return;
	}
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const form = new URLSearchParams(Buffer.concat(chunks).toString());
	await provider.interactionFinished(
		request,
		response,
		form.get('go') === 'in'
			? { login: { accountId: form.get('id') ?? '' } }
			: { error: 'access_denied' }
	);
}
