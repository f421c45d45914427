// Where people go after they signed in: back to where they were, and never to another site.

const longest = 2000;

/**
 * A path of this site with its parameters; `/` for everything else, as whoever wrote the link may want to lead away.
 *
 * @param asked as it stands in the address of the sign-in
 */
export function toReturnPath(asked: string | null): string {
	const base = 'http://here.invalid';
	if (asked === null || asked.length > longest || !asked.startsWith('/')) return '/';
	if (!URL.canParse(asked, base)) return '/';
	const { origin, pathname, search, hash } = new URL(asked, base);
	const isHere = origin === base && !pathname.startsWith('//');
	return isHere && !/^\/sign-(in|out)(\/|$)/.test(pathname) ? pathname + search + hash : '/';
}

/** The address that signs in and leads back to `path`. */
export function toSignIn(path: string): string {
	return `/sign-in?${String(new URLSearchParams({ to: path }))}`;
}
