import { expect, test } from 'vitest';
import { roleOf, suffices } from '../../../src/lib/server/access/role.ts';

const groups = { viewer: ['*'], sharer: ['docs', 'web'], steward: ['privacy'] };

test.each([
	[[], 'viewer'],
	[['sales'], 'viewer'],
	[['web', 'sales'], 'sharer'],
	[['privacy', 'web'], 'steward'],
	[['Privacy'], 'viewer'],
	[['*'], 'viewer']
])('groups %j make a %s', (held, role) => {
	expect(roleOf(held, groups)).toBe(role);
});

test('whose groups mean nothing has no role, and none is never enough', () => {
	expect(roleOf(['sales'], { viewer: ['staff'], sharer: [], steward: [] })).toBeUndefined();
	expect(suffices(undefined, 'viewer')).toBe(false);
});
