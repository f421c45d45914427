// What people may do: each role may do all that the ones before it may.

export const roles = ['viewer', 'sharer', 'steward'] as const;
export type Role = (typeof roles)[number];

/** Which groups give a role; `*` stands for everybody who is known. */
export type GroupsOfRoles = Readonly<Record<Role, readonly string[]>>;

/** Whether somebody with `role` may do what asks for `needed`. */
export function suffices(role: Role | undefined, needed: Role): boolean {
	return role !== undefined && roles.indexOf(role) >= roles.indexOf(needed);
}

/** The highest role that any of `groups` gives; `undefined` when none does. */
export function roleOf(groups: readonly string[], groupsOfRoles: GroupsOfRoles): Role | undefined {
	return roles.findLast((role) =>
		groupsOfRoles[role].some((group) => group === '*' || groups.includes(group))
	);
}
