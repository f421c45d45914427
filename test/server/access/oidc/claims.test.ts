import { expect, test } from 'vitest';
import { readClaim, toGroups } from '../../../../src/lib/server/access/oidc/claims.ts';

const claims = {
	groups: ['staff', 7, 'docs'],
	role: 'steward',
	realm_access: { roles: ['viewer'] },
	'https://example.org/groups': ['named by address']
};

test.each([
	['groups', ['staff', 'docs']],
	['role', ['steward']],
	['realm_access.roles', ['viewer']],
	['https://example.org/groups', ['named by address']],
	['realm_access', []],
	['none', []],
	['groups.length', []],
	['constructor.name', []],
	['role.x', []]
])('%s tells the groups %j', (name, groups) => {
	expect(toGroups(readClaim(claims, name))).toEqual(groups);
});
