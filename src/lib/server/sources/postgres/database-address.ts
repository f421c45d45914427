// Where a database is and how to get in. TLS with a checked certificate unless the address says otherwise or never
// leaves this machine.
import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';
import { SourceError } from '../source-error.ts';

/** A database and how to reach it. */
export interface DatabaseAddress {
	/** `postgres://host:port/database`, to be shown and remembered: neither user nor password. */
	readonly name: string;
	readonly config: Readonly<ClientConfig>;
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?|\/.*)$/;
const parameters = ['sslmode', 'sslrootcert', 'host'];
const verifying = ['require', 'verify-ca', 'verify-full'];
const defaultPort = 5432;

/**
 * Reads an address like `postgres://user@host:5432/database?sslmode=verify-full`. What it leaves out comes from
 * PGUSER, PGPASSWORD and the like.
 *
 * @param setting where the address was given
 * @throws {SourceError} when it is none; the message never holds the password
 */
export function parseDatabaseAddress(text: string, setting = '--from'): DatabaseAddress {
	try {
		return parse(text);
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		throw new SourceError(`${setting}: ${error.message}`, { cause: error.cause });
	}
}

function parse(text: string): DatabaseAddress {
	const url = parseUrl(text);
	const unknown = [...url.searchParams.keys()].find((name) => !parameters.includes(name));
	if (unknown !== undefined) {
		throw new SourceError(`${unknown} is not known, expected ${parameters.join(', ')}`);
	}
	const host = url.searchParams.get('host') ?? (url.hostname || 'localhost');
	const port = Number(url.port || process.env['PGPORT'] || defaultPort);
	const database = decodeURIComponent(url.pathname.slice(1)) || process.env['PGDATABASE'];
	if (database === undefined) {
		throw new SourceError('expected the name of a database behind the host');
	}
	return {
		name: `postgres://${host}:${port}/${database}`,
		config: {
			host: host.replace(/^\[|\]$/g, ''),
			port,
			database,
			...(url.username && { user: decodeURIComponent(url.username) }),
			...(url.password && { password: decodeURIComponent(url.password) }),
			ssl: toTls(url.searchParams, host)
		}
	};
}

function parseUrl(text: string): URL {
	try {
		const url = new URL(text);
		if (/^postgres(ql)?:$/.test(url.protocol)) return url;
	} catch {
		// The reason would quote the address, password and all.
	}
	throw new SourceError('expected postgres://USER@HOST:PORT/DATABASE');
}

function toTls(given: URLSearchParams, host: string): ClientConfig['ssl'] {
	const mode = given.get('sslmode');
	if (mode === 'disable' || (mode === null && loopback.test(host))) return false;
	if (mode !== null && !verifying.includes(mode)) {
		throw new SourceError(
			`sslmode: expected verify-full (the default), require or verify-ca, which check the certificate as well, or disable, got ${mode}`
		);
	}
	const authority = given.get('sslrootcert');
	return { rejectUnauthorized: true, ...(authority !== null && { ca: readAuthority(authority) }) };
}

function readAuthority(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new SourceError(`sslrootcert: ${file} can't be read`, { cause: error });
	}
}
