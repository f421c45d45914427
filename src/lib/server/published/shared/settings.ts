// Where releases are shared, as the environment says it. It is read with all other variables, by environment.ts.
import { z } from 'zod';
import { isSafe } from '../../access/settings.ts';
import { amount } from '../../variable.ts';

/** A folder of a bucket in storage that speaks the protocol of Amazon S3. */
export interface SharedStorage {
	readonly bucket: string;
	/** Of every object, empty or with a slash at its end. */
	readonly prefix: string;
	/** Where the storage answers, without a slash at its end. */
	readonly endpoint: string;
	readonly region: string;
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
}

const expected = 'expected s3://BUCKET/PREFIX?endpoint=https://HOST:PORT&region=REGION';
const place =
	/^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?<prefix>(?:\/[\w-][\w.-]*)*)\/?(?:\?(?<parameters>.*))?$/;

/** What an address holds beside the keys; its endpoint is there or that of Amazon in the region. */
const Parameters = z.strictObject({
	endpoint: z
		.string()
		.refine(
			(endpoint) => isSafe(endpoint) && new URL(endpoint).origin === endpoint.replace(/\/$/, ''),
			'endpoint: expected https, or http on this machine alone, without a path'
		)
		.optional(),
	region: z
		.string()
		.regex(/^[a-z0-9-]+$/, 'region: expected a name like eu-central-1')
		.default('us-east-1')
});

/** The address in its parts, or why it is none. */
const Address = z.string().transform((text, context) => {
	const { bucket, prefix = '', parameters = '' } = place.exec(text)?.groups ?? {};
	const pairs = [...new URLSearchParams(parameters)];
	const given = Parameters.safeParse(Object.fromEntries(pairs));
	if (bucket === undefined || new Set(pairs.map(([name]) => name)).size < pairs.length) {
		context.addIssue(expected);
		return z.NEVER;
	}
	if (!given.success) {
		const [issue] = given.error.issues;
		context.addIssue(
			issue?.code === 'custom' || issue?.path[0] === 'region' ? issue.message : expected
		);
		return z.NEVER;
	}
	const { region, endpoint = `https://s3.${region}.amazonaws.com` } = given.data;
	const folder = prefix === '' ? '' : `${prefix.slice(1)}/`;
	return { bucket, prefix: folder, endpoint: endpoint.replace(/\/$/, ''), region };
});

/** The variables that say where releases are shared. */
export const sharedVariables = {
	MURMURATION_PUBLISHED_URL: z
		.string()
		.superRefine((text, context) => {
			for (const { message } of Address.safeParse(text).error?.issues ?? []) {
				context.addIssue(message);
			}
		})
		.optional(),
	MURMURATION_PUBLISHED_SECONDS: amount('seconds', 0.1, 3600).default(60),
	AWS_ACCESS_KEY_ID: z.string().optional(),
	AWS_SECRET_ACCESS_KEY: z.string().optional(),
	AWS_SESSION_TOKEN: z.string().optional()
};
type SharedVariables = z.infer<z.ZodObject<typeof sharedVariables>>;

/** Tells what is missing or too much beside the address. */
export function checkShared(
	variables: SharedVariables,
	complain: (variable: string, message: string) => void
): void {
	if (variables.MURMURATION_PUBLISHED_URL === undefined) return;
	for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const) {
		if (variables[name] === undefined) complain(name, 'is needed with MURMURATION_PUBLISHED_URL');
	}
	if (variables.AWS_SESSION_TOKEN !== undefined) {
		complain('AWS_SESSION_TOKEN', 'keys that end can not be used with MURMURATION_PUBLISHED_URL');
	}
}

/** The variables, once they are checked; `undefined` where releases stay in the data folder. */
export function toSharedStorage(variables: SharedVariables): SharedStorage | undefined {
	const { MURMURATION_PUBLISHED_URL: address } = variables;
	if (address === undefined) return undefined;
	return {
		...Address.parse(address),
		accessKeyId: variables.AWS_ACCESS_KEY_ID ?? '',
		secretAccessKey: variables.AWS_SECRET_ACCESS_KEY ?? ''
	};
}
