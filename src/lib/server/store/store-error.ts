/** The database behind the receivers can't be used now; the message says why and holds no password. */
export class StoreError extends Error {
	override readonly name = 'StoreError';
}
