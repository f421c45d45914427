import { describe, expect, test } from 'vitest';
import { describeEnvironment, notShown } from '../../../../src/lib/server/describe-environment.ts';
import { readEnvironment } from '../../../../src/lib/server/environment.ts';

const keys = { AWS_ACCESS_KEY_ID: 'me', AWS_SECRET_ACCESS_KEY: 'hidden' };
const read = (address: string) =>
	readEnvironment({ MURMURATION_PUBLISHED_URL: address, ...keys }).sharedStorage;

test('without an address releases stay in the data folder, whatever keys there are', () => {
	expect(readEnvironment(keys).sharedStorage).toBeUndefined();
});

test.each([
	[
		's3://fleet/releases/main?endpoint=https://s3.example.org:9000&region=eu-central-1',
		{
			bucket: 'fleet',
			prefix: 'releases/main/',
			endpoint: 'https://s3.example.org:9000',
			region: 'eu-central-1'
		}
	],
	[
		's3://fleet.example?region=eu-west-3',
		{ bucket: 'fleet.example', prefix: '', endpoint: 'https://s3.eu-west-3.amazonaws.com' }
	],
	['s3://fleet/?endpoint=http://127.0.0.1:9000/', { prefix: '', endpoint: 'http://127.0.0.1:9000' }]
])('%s says where', (address, expected) => {
	expect(read(address)).toMatchObject(expected);
});

describe('what is wrong is named with what is accepted', () => {
	test.each([
		['https://fleet/releases', 'expected s3://BUCKET'],
		['s3://UPPER/releases', 'expected s3://BUCKET'],
		['s3://me:secret@fleet/releases', 'expected s3://BUCKET'],
		['s3://fleet/a/../b', 'expected s3://BUCKET'],
		['s3://fleet?key=secret', 'expected s3://BUCKET'],
		['s3://fleet?region=a&region=b', 'expected s3://BUCKET'],
		['s3://fleet?region=EU', 'region: expected a name like'],
		['s3://fleet?endpoint=http://s3.example.org', 'endpoint: expected https'],
		['s3://fleet?endpoint=https://s3.example.org/path', 'endpoint: expected https'],
		['s3://fleet?endpoint=https://me:secret@s3.example.org', 'endpoint: expected https']
	])('%s', (address, reason) => {
		const wrong = () => read(address);
		expect(wrong).toThrow(`MURMURATION_PUBLISHED_URL: ${reason}`);
		expect(wrong).not.toThrow('secret');
	});

	test('keys are needed, and ones that end are refused', () => {
		const address = { MURMURATION_PUBLISHED_URL: 's3://fleet' };
		expect(() => readEnvironment(address)).toThrow(
			'AWS_ACCESS_KEY_ID: is needed with MURMURATION_PUBLISHED_URL'
		);
		expect(() => readEnvironment({ ...address, ...keys, AWS_SESSION_TOKEN: 'x' })).toThrow(
			'AWS_SESSION_TOKEN: '
		);
	});
});

test('neither key is shown', () => {
	const shown = describeEnvironment({ MURMURATION_PUBLISHED_URL: 's3://fleet', ...keys });
	const valueOf = (name: string) => shown.find((one) => one.name === name)?.value;
	expect(valueOf('MURMURATION_PUBLISHED_URL')).toBe('s3://fleet');
	expect(valueOf('AWS_ACCESS_KEY_ID')).toBe(notShown);
	expect(valueOf('AWS_SECRET_ACCESS_KEY')).toBe(notShown);
});
