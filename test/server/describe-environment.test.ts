import { expect, test } from 'vitest';
import { describeEnvironment } from '../../src/lib/server/describe-environment.ts';

const shown = (address: string) =>
	describeEnvironment({ MURMURATION_DATABASE_URL: address }).find(
		({ name }) => name === 'MURMURATION_DATABASE_URL'
	)?.value;

test.each([
	[
		'postgres://murmuration:pa%20ss@db.example.org:5433/fleet',
		'postgres://murmuration:***@db.example.org:5433/fleet'
	],
	['postgres://db.example.org/fleet?sslmode=verify-full', 'postgres://db.example.org/fleet'],
	['postgresql://me@[::1]/fleet?password=secret', 'postgresql://me@[::1]/fleet'],
	[
		'clickhouse://murmuration:pa%20ss@db.example.org:8443/fleet?cluster=two',
		'clickhouse://murmuration:***@db.example.org:8443/fleet'
	],
	['https://me:pass@db.example.org/fleet?cluster=two', 'https://me:***@db.example.org/fleet'],
	['postgres://me:pass@host:port/fleet', '(set, not shown)']
])('of the address of a database no password is shown', (address, expected) => {
	expect(shown(address)).toBe(expected);
});
