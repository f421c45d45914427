// What a provider says of somebody: claims whose names differ from provider to provider.

/** A claim by its name, or by the names on the way to it: `groups`, `realm_access.roles`, `https://example.org/groups`. */
export function readClaim(claims: Readonly<Record<string, unknown>>, name: string): unknown {
	if (Object.hasOwn(claims, name)) return claims[name];
	return name.split('.').reduce<unknown>((value, part) => {
		return isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined;
	}, claims);
}

/** Groups, be they told as a list or as one text. */
export function toGroups(claim: unknown): string[] {
	const values: unknown[] = Array.isArray(claim) ? claim : [claim];
	return values.filter((value) => typeof value === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
