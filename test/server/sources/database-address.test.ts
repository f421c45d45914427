import { afterEach, expect, test, vi } from 'vitest';
import { parseDatabaseAddress } from '../../../src/lib/server/sources/postgres/database-address.ts';
import { temporaryFile } from '../warehouse/temporary-warehouse.ts';

afterEach(() => {
	vi.unstubAllEnvs();
});

const tlsOf = (address: string) => parseDatabaseAddress(address).config.ssl;

test('a database elsewhere is reached by TLS with a checked certificate, unless the address says otherwise', () => {
	const checked = { rejectUnauthorized: true };
	expect(tlsOf('postgres://db.example.org/t')).toEqual(checked);
	for (const mode of ['require', 'verify-ca', 'verify-full']) {
		expect(tlsOf(`postgres://db.example.org/t?sslmode=${mode}`)).toEqual(checked);
		expect(tlsOf(`postgres://localhost/t?sslmode=${mode}`)).toEqual(checked);
	}
	expect(tlsOf('postgres://db.example.org/t?sslmode=disable')).toBe(false);
	const authority = temporaryFile('ca.pem', 'a certificate');
	expect(tlsOf(`postgres://db.example.org/t?sslrootcert=${authority}`)).toEqual({
		...checked,
		ca: 'a certificate'
	});
});

test('what never leaves this machine may be plain', () => {
	for (const host of ['localhost', '127.0.0.1', '127.3.2.1', '[::1]', '']) {
		expect(tlsOf(`postgres://${host}/t`)).toBe(false);
	}
	expect(parseDatabaseAddress('postgres:///t?host=/run/postgresql').config).toMatchObject({
		host: '/run/postgresql',
		ssl: false
	});
	for (const host of ['127.0.0.1.example.org', 'localhost.example.org', '10.0.0.1']) {
		expect(tlsOf(`postgres://${host}/t`)).not.toBe(false);
	}
});

test('the name that is shown and remembered has neither user nor password', () => {
	const { name, config } = parseDatabaseAddress('postgresql://me:p%40ss@db.example.org/t%20x');
	expect(name).toBe('postgres://db.example.org:5432/t x');
	expect(config).toMatchObject({ user: 'me', password: 'p@ss', database: 't x', port: 5432 });
});

test.each([
	['mysql://db/t', '--from: expected postgres://USER@HOST:PORT/DATABASE'],
	['postgres://me:hush@db:99999/t', '--from: expected postgres://USER@HOST:PORT/DATABASE'],
	['postgres://me:hush@db', '--from: expected the name of a database behind the host'],
	['postgres://me:hush@db/t?ssl=true', '--from: ssl is not known, expected sslmode'],
	['postgres://me:hush@db/t?sslmode=prefer', '--from: sslmode: expected verify-full'],
	['postgres://me:hush@db/t?sslrootcert=/nowhere', "--from: sslrootcert: /nowhere can't be read"]
])('%s is refused without a word of its password', (address, message) => {
	expect(() => parseDatabaseAddress(address)).toThrow(message);
	expect(() => parseDatabaseAddress(address)).not.toThrow('hush');
});
