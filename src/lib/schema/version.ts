// Versions as categories. A version's exact text can identify one instance (`0.4.15-acme.3`), so only
// major, minor, patch and the mere fact of a suffix survive parsing.

/** A version reduced to what may become a category name. `pre` is set for any pre-release or build suffix. */
export interface Version {
	readonly major: number;
	readonly minor: number;
	readonly patch: number;
	readonly pre: boolean;
}

const number = '(0|[1-9][0-9]{0,4})';
const suffix = '[0-9A-Za-z.-]+';
const pattern = new RegExp(
	`^(?:selfhosted-)?v?${number}\\.${number}\\.${number}((?:-${suffix})?(?:\\+${suffix})?)$`
);

/**
 * Reads `major.minor.patch` with an optional `v` or `selfhosted-` prefix and an optional suffix.
 *
 * @returns the reduced version; `undefined` for `0.0.0` (the client could not read its version) and for
 *   anything that is not a semantic version
 * @see https://semver.org
 */
export function parseVersion(text: string): Version | undefined {
	const match = pattern.exec(text.trim());
	if (!match) return undefined;
	const [major, minor, patch] = match.slice(1, 4).map(Number) as [number, number, number];
	if (major === 0 && minor === 0 && patch === 0) return undefined;
	return { major, minor, patch, pre: match[4] !== '' };
}

/** Category path of a version, widest first: `['2', '2.1', '2.1.33']`, a pre-release ending in `2.1.33-pre`. */
export function versionPath(version: Version): [string, string, string] {
	const minor = `${version.major}.${version.minor}`;
	return [`${version.major}`, minor, `${minor}.${version.patch}${version.pre ? '-pre' : ''}`];
}

/**
 * Orders version categories of any level old to new: `2.0.9` before `2.1` before `2.1.3-pre` before `2.1.3`;
 * a parent stands before its children. Codes that are not versions keep their order behind all versions.
 */
export function compareVersionCodes(a: string, b: string): number {
	const left = toParts(a);
	const right = toParts(b);
	if (!left || !right) return Number(!left) - Number(!right);
	for (let index = 0; index < 4; index += 1) {
		const difference = (left[index] ?? -1) - (right[index] ?? -1);
		if (difference !== 0) return difference;
	}
	return 0;
}

function toParts(code: string): number[] | undefined {
	if (!/^\d+(\.\d+){0,2}(-pre)?$/.test(code)) return undefined;
	const parts = code.replace('-pre', '').split('.').map(Number);
	return parts.length === 3 ? [...parts, code.endsWith('-pre') ? 0 : 1] : parts;
}
