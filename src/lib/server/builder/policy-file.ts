// The steward's policy: defaults, or a JSON file, checked before anything is counted.
import { readFile } from 'node:fs/promises';
import { mostActiveDays, Policy, smallestRealK } from '../../schema/policy.ts';
import { toProblems } from '../../schema/problem.ts';

/** The policy file can't be used; the message names the file, the key and what it accepts. */
export class PolicyError extends Error {
	override readonly name = 'PolicyError';
}

/**
 * Reads the policy; keys that the file leaves out have their defaults.
 *
 * @param synthetic whether the data describes nobody; only then may k be smaller than 5
 * @throws {PolicyError} when the file is missing, is not JSON, or holds a value outside its range
 */
export async function readPolicy(file: string | undefined, synthetic: boolean): Promise<Policy> {
	const policy = file === undefined ? Policy.parse({}) : await parseFile(file);
	if (policy.k < smallestRealK && !synthetic) {
		throw new PolicyError(
			`${file ?? 'policy'}: k: expected at least ${smallestRealK} for real data`
		);
	}
	return policy;
}

/**
 * Keys of the policy that the file sets; none without a file.
 *
 * @throws {PolicyError} as `readPolicy` does
 */
export async function readPolicyKeys(file: string | undefined): Promise<string[]> {
	if (file === undefined) return [];
	await parseFile(file);
	return Object.keys(JSON.parse(await readFile(file, 'utf8')) as object);
}

async function parseFile(file: string): Promise<Policy> {
	const text = await readFile(file, 'utf8').catch((error: unknown) => {
		throw new PolicyError(`${file}: can't be read`, { cause: error });
	});
	const result = Policy.safeParse(parseJson(file, text));
	if (result.success && result.data.minActiveDays > mostActiveDays) {
		throw new PolicyError(`${file}: minActiveDays: expected at most ${mostActiveDays}`);
	}
	if (result.success) return result.data;
	const [problem] = toProblems(result.error);
	throw new PolicyError(`${file}: ${problem?.field ?? ''}: ${problem?.reason ?? ''}`);
}

function parseJson(file: string, text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new PolicyError(`${file}: not valid JSON`, { cause: error });
	}
}
