// The OpenID provider at which people sign in: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0).
import * as client from 'openid-client';
import { z } from 'zod';
import type { OidcAccess } from '../settings.ts';
import { readClaim, toGroups } from './claims.ts';

/** Somebody as the provider knows them. */
export interface Person {
	readonly id: string;
	readonly name: string;
	readonly groups: readonly string[];
}

/** What has to come back as it was sent. */
export const Checks = z.strictObject({
	state: z.string(),
	nonce: z.string(),
	verifier: z.string()
});
export type Checks = z.infer<typeof Checks>;

/** `away`: the provider does not answer. `denied`: it says no. `failed`: what came back is not what was asked for. */
export class SignInError extends Error {
	override readonly name = 'SignInError';
	readonly reason: 'away' | 'denied' | 'failed';

	constructor(reason: SignInError['reason'], options: ErrorOptions) {
		super(`sign-in: ${reason}, ${codeOf(options.cause)}`, options);
		this.reason = reason;
	}
}

const patienceSeconds = 10;
const clockToleranceSeconds = 30;

/** One provider, asked about itself at first use. */
export class Provider {
	readonly #access: OidcAccess;
	#known: Promise<client.Configuration> | undefined;

	constructor(access: OidcAccess) {
		this.#access = access;
	}

	/**
	 * Where to send somebody who wants to sign in, and what to keep until they come back.
	 *
	 * @throws {SignInError} `away`
	 */
	async begin(): Promise<{ readonly url: string; readonly checks: Checks }> {
		const configuration = await this.#configuration();
		const checks = {
			state: client.randomState(),
			nonce: client.randomNonce(),
			verifier: client.randomPKCECodeVerifier()
		};
		const url = client.buildAuthorizationUrl(configuration, {
			redirect_uri: this.#callback(),
			scope: this.#access.scopes,
			code_challenge: await client.calculatePKCECodeChallenge(checks.verifier),
			code_challenge_method: 'S256',
			state: checks.state,
			nonce: checks.nonce
		});
		return { url: url.href, checks };
	}

	/**
	 * Who came back.
	 *
	 * @param search of the address they came back to, from its question mark on
	 * @throws {SignInError}
	 */
	async complete(search: string, { state, nonce, verifier }: Checks): Promise<Person> {
		const configuration = await this.#configuration();
		try {
			const tokens = await client.authorizationCodeGrant(
				configuration,
				new URL(search, this.#callback()),
				{
					expectedState: state,
					expectedNonce: nonce,
					pkceCodeVerifier: verifier,
					idTokenExpected: true
				}
			);
			return await this.#readPerson(configuration, tokens);
		} catch (cause) {
			const isDenied = cause instanceof client.AuthorizationResponseError;
			throw new SignInError(isDenied ? 'denied' : 'failed', { cause });
		}
	}

	/** Where somebody can sign out of the provider as well; `undefined` where it has no such address. */
	async endAddress(): Promise<string | undefined> {
		const configuration = await this.#configuration();
		if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
		return client.buildEndSessionUrl(configuration, {
			post_logout_redirect_uri: `${this.#access.origin}/sign-in/ended`
		}).href;
	}

	/** A provider may tell groups in the token or, when asked, about the user. */
	async #readPerson(
		configuration: client.Configuration,
		tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers
	): Promise<Person> {
		const { groupsClaim, nameClaim } = this.#access;
		const token = tokens.claims();
		if (!token) throw new TypeError('no ID token');
		const isTold = [groupsClaim, nameClaim].every((name) => readClaim(token, name) !== undefined);
		const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
		const claims: Record<string, unknown> =
			isTold || !hasMore
				? token
				: {
						...(await client.fetchUserInfo(configuration, tokens.access_token, token.sub)),
						...token
					};
		const name = readClaim(claims, nameClaim);
		return {
			id: token.sub,
			name: typeof name === 'string' && name !== '' ? name : token.sub,
			groups: toGroups(readClaim(claims, groupsClaim))
		};
	}

	#callback(): string {
		return `${this.#access.origin}/sign-in/callback`;
	}

	/** A failure is not kept: the provider may be there the next time. */
	#configuration(): Promise<client.Configuration> {
		this.#known ??= discover(this.#access).catch((cause: unknown) => {
			this.#known = undefined;
			throw new SignInError('away', { cause });
		});
		return this.#known;
	}
}

function discover({ issuer, clientId, clientSecret }: OidcAccess): Promise<client.Configuration> {
	// For a provider on this machine alone: the settings take no other one without TLS.
	const isPlain = issuer.protocol === 'http:';
	return client.discovery(
		issuer,
		clientId,
		{ [client.clockTolerance]: clockToleranceSeconds },
		showSecret(clientSecret),
		{
			execute: [
				// TLS alone says who answered; the signature also says who made the token.
				client.enableNonRepudiationChecks,
				// eslint-disable-next-line @typescript-eslint/no-deprecated
				...(isPlain ? [client.allowInsecureRequests] : [])
			],
			timeout: patienceSeconds
		}
	);
}

/** Shows the secret in the way in which clients are registered by default, unless the provider knows only the other. */
function showSecret(secret: string): client.ClientAuth {
	const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
	return (server, ...rest) => {
		const known = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
		const show = known.includes('client_secret_basic') ? basic : post;
		show(server, ...rest);
	};
}

function codeOf(cause: unknown): string {
	if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string')
		return cause.code;
	return cause instanceof Error ? cause.name : 'unknown';
}
