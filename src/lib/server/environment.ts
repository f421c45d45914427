// The environment of every process, validated once: a wrong value names its variable and what it accepts.
import { z } from 'zod';
import {
	accessVariables,
	checkAccess,
	isSafe,
	toAccess,
	type AccessSettings
} from './access/settings.ts';
import {
	checkShared,
	sharedVariables,
	toSharedStorage,
	type SharedStorage
} from './published/shared/settings.ts';
import { addresses, amount, list, wholeNumber } from './variable.ts';

const origin = /^https?:\/\/(\*\.)?([a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;

/** Every variable, each by itself. */
export const variables = z.object({
	...accessVariables,
	...sharedVariables,
	MURMURATION_DATA: z.string().min(1).default('./data'),
	MURMURATION_POLICY: z.string().min(1).optional(),
	MURMURATION_FRAME_ANCESTORS: list(/[\s,]+/).refine(
		(origins) => origins.every((one) => one === "'self'" || origin.test(one)),
		"expected origins like https://wiki.example.org, https://*.example.org or 'self', with spaces or commas between"
	),
	MURMURATION_CORS_ORIGINS: list(/[\s,]+/).refine(
		(origins) => origins.join() === '*' || origins.every((one) => origin.test(one)),
		'expected *, or origins like https://wiki.example.org or https://*.example.org, with spaces or commas between'
	),
	MURMURATION_METRICS_READERS: addresses().prefault('loopback'),
	MURMURATION_AUDIT_DAYS: wholeNumber(1, 36_500).default(400),
	MURMURATION_AUDIT_ACTOR: z.enum(['id', 'name'], 'expected id or name').default('id'),
	MURMURATION_SOURCE_REQUESTS_PER_MINUTE: wholeNumber(1, 1_000_000).default(600),
	MURMURATION_SOURCE_INSTANCES_PER_DAY: wholeNumber(1, 1_000_000).default(20),
	MURMURATION_LOG: z
		.enum(['auto', 'json', 'plain'], 'expected auto, json or plain')
		.default('auto'),
	MURMURATION_LOG_LEVEL: z
		.enum(['error', 'warn', 'info', 'debug'], 'expected error, warn, info or debug')
		.default('info'),
	MURMURATION_DIGEST_WEBHOOK: z
		.string()
		.refine(isSafe, 'expected an https address, or http on this machine alone')
		.optional(),
	HOST: z.string().min(1).default('127.0.0.1'),
	PORT: z.coerce.number('expected a port from 0 to 65535').int().min(0).max(65535).default(3000),
	MURMURATION_DATABASE_URL: z
		.string()
		.regex(
			/^(postgres(ql)?|clickhouse|https):\/\/./,
			'expected postgres://USER@HOST:PORT/DATABASE or clickhouse://USER:PASSWORD@HOST:PORT/DATABASE?cluster=NAME'
		)
		.optional(),
	MURMURATION_DRAIN_SECONDS: amount('seconds', 0.1, 3600).default(60),
	MURMURATION_SECRET: z
		.string()
		.refine((secret) => Buffer.byteLength(secret) >= 32, 'expected at least 32 bytes')
		.optional()
});

const Environment = variables.superRefine((given, context) => {
	const complain = (variable: string, message: string) => {
		context.addIssue({ code: 'custom', path: [variable], message });
	};
	checkAccess(given, complain);
	checkShared(given, complain);
});

/** What the environment says, under the names the code uses. */
export interface Settings {
	readonly dataFolder: string;
	readonly policyFile: string | undefined;
	/** Sources that may show embeds in a frame, in the words of a content security policy; empty: none. */
	readonly frameAncestors: readonly string[];
	/** Origins whose pages may read published numbers with the reader's browser; `*`: all, empty: none. */
	readonly corsOrigins: readonly string[];
	/** Who may come in. */
	readonly access: AccessSettings;
	/** Whose connections may read what the process counts; addresses, CIDR ranges and names of ranges. */
	readonly metricsReaders: readonly string[];
	/** How long files of the audit log are kept. */
	readonly auditDays: number;
	/** What the audit log calls people by. */
	readonly auditActor: 'id' | 'name';
	/** Addresses, CIDR ranges and names of ranges whose X-Forwarded-For is believed. */
	readonly trustedProxies: readonly string[];
	readonly sourceRequestsPerMinute: number;
	readonly sourceInstancesPerDay: number;
	/** How the server tells what happens; `auto`: plain lines on a terminal, JSON elsewhere. */
	readonly log: {
		readonly form: 'auto' | 'json' | 'plain';
		readonly level: 'error' | 'warn' | 'info' | 'debug';
	};
	/** Where the digest of each new week goes; a secret. */
	readonly digestWebhook: URL | undefined;
	/** The address by which people reach this server, where it was told; without a slash at its end. */
	readonly origin: string | undefined;
	readonly host: string;
	readonly port: number;
	/** The database behind the inboxes of several machines; without one each has a warehouse of its own. */
	readonly databaseUrl: string | undefined;
	/** Where releases are shared by several machines; without it they are in the data folder alone. */
	readonly sharedStorage: SharedStorage | undefined;
	/** How long the web process waits between two looks at it. */
	readonly followSeconds: number;
	/** How long the builder waits between two rounds of draining. */
	readonly drainSeconds: number;
	/** Signs share tokens and seals sessions; without it a secret of the data folder does. */
	readonly secret: string | undefined;
}

/** A variable of the environment holds something it does not accept. */
export class EnvironmentError extends Error {
	override readonly name = 'EnvironmentError';
}

/**
 * Reads the settings; a variable that is set but empty counts as not set.
 *
 * @throws {EnvironmentError} naming the first wrong variable and what it accepts
 */
export function readEnvironment(given: NodeJS.ProcessEnv = process.env): Settings {
	const result = Environment.safeParse(withoutEmpty(given));
	if (!result.success) {
		const issue = result.error.issues[0];
		throw new EnvironmentError(
			`${issue?.path.join('.') ?? 'environment'}: ${issue?.message ?? ''}`
		);
	}
	return {
		dataFolder: result.data.MURMURATION_DATA,
		policyFile: result.data.MURMURATION_POLICY,
		frameAncestors: result.data.MURMURATION_FRAME_ANCESTORS,
		corsOrigins: result.data.MURMURATION_CORS_ORIGINS,
		access: toAccess(result.data),
		metricsReaders: result.data.MURMURATION_METRICS_READERS,
		auditDays: result.data.MURMURATION_AUDIT_DAYS,
		auditActor: result.data.MURMURATION_AUDIT_ACTOR,
		trustedProxies: result.data.MURMURATION_TRUSTED_PROXIES,
		sourceRequestsPerMinute: result.data.MURMURATION_SOURCE_REQUESTS_PER_MINUTE,
		sourceInstancesPerDay: result.data.MURMURATION_SOURCE_INSTANCES_PER_DAY,
		log: { form: result.data.MURMURATION_LOG, level: result.data.MURMURATION_LOG_LEVEL },
		digestWebhook: toUrl(result.data.MURMURATION_DIGEST_WEBHOOK),
		origin: toUrl(result.data.ORIGIN)?.origin,
		host: result.data.HOST,
		port: result.data.PORT,
		databaseUrl: result.data.MURMURATION_DATABASE_URL,
		sharedStorage: toSharedStorage(result.data),
		followSeconds: result.data.MURMURATION_PUBLISHED_SECONDS,
		drainSeconds: result.data.MURMURATION_DRAIN_SECONDS,
		secret: result.data.MURMURATION_SECRET
	};
}

function toUrl(address: string | undefined): URL | undefined {
	return address === undefined ? undefined : new URL(address);
}

/** The data folder alone, for what needs no other variable. */
export function readDataFolder(given: NodeJS.ProcessEnv = process.env): string {
	return variables.shape.MURMURATION_DATA.parse(withoutEmpty(given)['MURMURATION_DATA']);
}

/** What is set and not empty. */
export function withoutEmpty(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}
