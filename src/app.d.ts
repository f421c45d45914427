import type { Problem } from '$lib/schema/problem.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** The server did not answer. */
			isAway?: boolean;
			/** What in the request has to change. */
			problems?: readonly Problem[];
		}
	}
}

export {};
