import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ruledRoutes, ruleOf } from '../../../../src/lib/server/access/gate/routes-and-roles.ts';

const folder = fileURLToPath(new URL('../../../../src/routes', import.meta.url));
const routes = new Set(
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => /(^|\/)\+(page|server)[.@]/.test(file))
		.map((file) => (dirname(file) === '.' ? '/' : `/${dirname(file)}`))
);

test('every route says who may go there, and nothing else does', () => {
	expect(routes.size).toBeGreaterThan(30);
	expect([...ruledRoutes].sort()).toEqual([...routes].sort());
});

test('only these routes are open to everybody', () => {
	expect(ruledRoutes.filter((route) => ruleOf(route)?.needs === 'open').sort()).toEqual([
		'/(site)/collect',
		'/(site)/method',
		'/healthz',
		'/readyz',
		'/sign-in',
		'/sign-in/callback',
		'/sign-in/ended',
		'/sign-out',
		'/v1/heartbeat'
	]);
});

test('nothing that every object has is a route', () => {
	for (const name of ['toString', '__proto__', 'constructor', '']) {
		expect(ruleOf(name)).toBeUndefined();
	}
});
