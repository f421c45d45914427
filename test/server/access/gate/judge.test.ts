import { expect, test } from 'vitest';
import { judge, type Knock } from '../../../../src/lib/server/access/gate/judge.ts';
import { ruledRoutes, ruleOf } from '../../../../src/lib/server/access/gate/routes-and-roles.ts';
import type { Role } from '../../../../src/lib/server/access/role.ts';

const somebody = (role: Role | undefined) => ({ id: 'ada', name: 'Ada', role });
const knock = (more: Partial<Knock>): Knock => ({
	rule: { needs: 'viewer' },
	identity: somebody('viewer'),
	isChange: false,
	isOwn: true,
	readsMetrics: false,
	...more
});

test.each([
	['viewer', 'viewer', undefined],
	['viewer', 'sharer', undefined],
	['viewer', 'steward', undefined],
	['sharer', 'viewer', 'role'],
	['sharer', 'sharer', undefined],
	['steward', 'sharer', 'role'],
	['steward', 'steward', undefined],
	['viewer', undefined, 'role']
] as const)('what needs a %s lets a %s in: %s', (needs, role, refusal) => {
	expect(judge(knock({ rule: { needs }, identity: somebody(role) }))).toBe(refusal);
});

test('nobody gets where no rule leads, not even a steward', () => {
	expect(judge(knock({ rule: undefined, identity: somebody('steward') }))).toBe('unlisted');
});

test('who is not signed in, or came past the proxy, gets nowhere but to what is open', () => {
	for (const identity of ['unknown', 'outside'] as const) {
		for (const route of ruledRoutes) {
			const rule = ruleOf(route);
			const refusal = judge(knock({ rule, identity }));
			if (rule?.needs === 'open') expect(refusal, route).toBeUndefined();
			else expect(refusal, route).toBe(rule?.needs === 'metrics' ? 'address' : identity);
		}
	}
});

test('a page of another site changes nothing, but may send what depends on nobody', () => {
	const foreign = { isOwn: false, isChange: true, identity: somebody('steward') };
	expect(judge(knock(foreign))).toBe('foreign');
	expect(judge(knock({ ...foreign, rule: { needs: 'open' } }))).toBe('foreign');
	expect(judge(knock({ ...foreign, rule: { needs: 'open', pages: 'any' } }))).toBeUndefined();
	expect(judge(knock({ ...foreign, isChange: false }))).toBeUndefined();
	expect(judge(knock({ isOwn: false, rule: { needs: 'viewer', pages: 'own' } }))).toBe('foreign');
});

test('metrics are read by address, whatever the role', () => {
	const rule = { needs: 'metrics' } as const;
	expect(judge(knock({ rule, identity: somebody('steward') }))).toBe('address');
	expect(judge(knock({ rule, identity: 'unknown', readsMetrics: true }))).toBeUndefined();
});
