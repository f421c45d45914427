import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/lib/server/environment.ts';

describe('readEnvironment', () => {
	test('listens on the loopback and keeps data in ./data unless told otherwise', () => {
		expect(readEnvironment({})).toMatchObject({
			host: '127.0.0.1',
			port: 3000,
			dataFolder: './data'
		});
		expect(readEnvironment({ PORT: '', HOST: '' })).toMatchObject({
			host: '127.0.0.1',
			port: 3000
		});
	});

	test.each(['web', '70000', '-1', '80.5'])(
		'names PORT and what it accepts when it is %j',
		(port) => {
			expect(() => readEnvironment({ PORT: port })).toThrow(/^PORT: /);
		}
	);
});
