// The environment as people want to see it: every variable in force, and no secret.
import { readEnvironment, variables, withoutEmpty } from './environment.ts';

/** A variable with the value in force. */
export interface Variable {
	readonly name: string;
	/** As it would be written; a secret is never told. `undefined` where there is none. */
	readonly value: string | undefined;
	readonly source: 'default' | 'environment';
}

/** What stands for a secret. */
export const notShown = '(set, not shown)';

const secret = /SECRET|PASSWORD|TOKEN|KEY|WEBHOOK/;
const address = /DATABASE_URL/;

/**
 * Every variable with the value in force and where that comes from.
 *
 * @throws {EnvironmentError} as `readEnvironment` does
 */
export function describeEnvironment(environment: NodeJS.ProcessEnv = process.env): Variable[] {
	readEnvironment(environment);
	const given = withoutEmpty(environment);
	const inForce: Record<string, unknown> = variables.parse(given);
	return Object.keys(variables.shape).map((name) => {
		const value = given[name] ?? toText(inForce[name]);
		return {
			name,
			value: value === undefined ? undefined : toShown(name, value),
			source: given[name] === undefined ? 'default' : 'environment'
		};
	});
}

/** Of a database's address neither the password nor what follows the database. */
function toShown(name: string, value: string): string {
	if (secret.test(name)) return notShown;
	if (!address.test(name)) return value;
	if (!URL.canParse(value)) return notShown;
	const { protocol, username, password, host, pathname } = new URL(value);
	const user = username && `${username}${password && ':***'}@`;
	return `${protocol}//${user}${host}${pathname}`;
}

function toText(value: unknown): string | undefined {
	const text = Array.isArray(value) ? value.join(' ') : value;
	return typeof text === 'string' || typeof text === 'number' ? String(text) : undefined;
}
