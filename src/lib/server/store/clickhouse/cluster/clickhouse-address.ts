// Where a cluster of ClickHouse is and how to get in. TLS with a checked certificate unless the address says otherwise or
// never leaves this machine.
import { readFileSync } from 'node:fs';
import { SourceError } from '../../../sources/source-error.ts';

/** A database on every shard of a cluster, and how to reach one of them. */
export interface ClickHouseAddress {
	/** `clickhouse://host:port/database`, to be shown and remembered: neither user nor password. */
	readonly name: string;
	readonly clickhouse: {
		/** Of one server, for HTTP. */
		readonly url: string;
		readonly username: string;
		readonly password: string;
		readonly database: string;
		/** As `system.clusters` has it. */
		readonly cluster: string;
		/** Whose certificates are believed, where those of the system are not. */
		readonly authority: Buffer | undefined;
	};
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;
const parameters = ['cluster', 'sslmode', 'sslrootcert'];
const verifying = ['require', 'verify-ca', 'verify-full'];
const expected = 'expected clickhouse://USER:PASSWORD@HOST:PORT/DATABASE?cluster=NAME';

/** Whether that is the address of a ClickHouse. */
export function isClickHouseAddress(text: string): boolean {
	return /^(clickhouse|https):/i.test(text);
}

/**
 * Reads an address like `clickhouse://user:password@host:8443/database?cluster=name`; `https://` is the same with TLS
 * in any case.
 *
 * @param setting where the address was given
 * @throws {SourceError} when it is none; the message never holds the password
 */
export function parseClickHouseAddress(text: string, setting: string): ClickHouseAddress {
	try {
		return parse(text);
	} catch (error) {
		if (!(error instanceof SourceError)) throw error;
		throw new SourceError(`${setting}: ${error.message}`, { cause: error.cause });
	}
}

function parse(text: string): ClickHouseAddress {
	// The reason why it can't be parsed would quote the address, password and all.
	if (!URL.canParse(text)) throw new SourceError(expected);
	const url = new URL(text);
	const unknown = [...url.searchParams.keys()].find((name) => !parameters.includes(name));
	if (unknown !== undefined) {
		throw new SourceError(`${unknown} is not known, expected ${parameters.join(', ')}`);
	}
	const cluster = url.searchParams.get('cluster') ?? '';
	if (!/^[\w.-]+$/.test(cluster)) {
		throw new SourceError('expected ?cluster=NAME, as system.clusters has it, behind the database');
	}
	const database = url.pathname.slice(1);
	if (!/^[A-Za-z_]\w*$/.test(database)) {
		throw new SourceError('expected the name of a database behind the host, in letters and digits');
	}
	const isEncrypted = url.protocol === 'https:' || hasTls(url);
	const port = url.port || (url.protocol === 'https:' ? '443' : isEncrypted ? '8443' : '8123');
	const authority = url.searchParams.get('sslrootcert');
	return {
		name: `clickhouse://${url.hostname}:${port}/${database}`,
		clickhouse: {
			url: `${isEncrypted ? 'https' : 'http'}://${url.hostname}:${port}`,
			username: decodeURIComponent(url.username) || 'default',
			password: decodeURIComponent(url.password),
			...{ database, cluster },
			authority: authority === null ? undefined : readAuthority(authority)
		}
	};
}

function hasTls({ hostname, searchParams }: URL): boolean {
	const mode = searchParams.get('sslmode');
	if (hostname === '') throw new SourceError(expected);
	if (mode === 'disable' || (mode === null && loopback.test(hostname))) return false;
	if (mode === null || verifying.includes(mode)) return true;
	throw new SourceError(
		`sslmode: expected verify-full (the default), require or verify-ca, which check the certificate as well, or disable, got ${mode}`
	);
}

function readAuthority(file: string): Buffer {
	try {
		return readFileSync(file);
	} catch (error) {
		throw new SourceError(`sslrootcert: ${file} can't be read`, { cause: error });
	}
}
