// The environment of every process, validated once: a wrong value names its variable and what it accepts.
import { z } from 'zod';

const Environment = z.object({
	MURMURATION_DATA: z.string().min(1).default('./data'),
	MURMURATION_POLICY: z.string().min(1).optional(),
	HOST: z.string().min(1).default('127.0.0.1'),
	PORT: z.coerce.number('expected a port from 0 to 65535').int().min(0).max(65535).default(3000)
});

/** What the environment says, under the names the code uses. */
export interface Settings {
	readonly dataFolder: string;
	readonly policyFile: string | undefined;
	readonly host: string;
	readonly port: number;
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
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Settings {
	const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
	const result = Environment.safeParse(given);
	if (!result.success) {
		const issue = result.error.issues[0];
		throw new EnvironmentError(
			`${issue?.path.join('.') ?? 'environment'}: ${issue?.message ?? ''}`
		);
	}
	return {
		dataFolder: result.data.MURMURATION_DATA,
		policyFile: result.data.MURMURATION_POLICY,
		host: result.data.HOST,
		port: result.data.PORT
	};
}
