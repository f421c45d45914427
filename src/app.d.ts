declare global {
	namespace App {
		interface Error {
			message: string;
			/** The server did not answer. */
			isAway?: boolean;
		}
	}
}

export {};
