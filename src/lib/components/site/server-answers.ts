// Whether the server is there, from the browser.

/** Asks for a sign of life; no answer within two seconds is none. */
export async function answers(path: string): Promise<boolean> {
	try {
		const signal = AbortSignal.timeout(2000);
		return (await fetch(path, { cache: 'no-store', signal })).ok;
	} catch {
		return false;
	}
}
