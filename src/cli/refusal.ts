/** A verb that can't do what was asked, told in one line. Exit code 1: refused or failed; 2: wrong usage. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly exitCode: 1 | 2;

	constructor(message: string, exitCode: 1 | 2 = 1, options?: ErrorOptions) {
		super(message, options);
		this.exitCode = exitCode;
	}
}

/** Errors that are the user's to act on; their message is one line. Anything else is a bug and keeps its stack. */
const refusals = new Set([
	'AuditLogError',
	'BackupError',
	'ManifestError',
	'PolicyError',
	'SharedStoreError',
	'StoreError',
	'WarehouseFullError',
	'WarehouseLockedError',
	'WarehouseUnreadableError'
]);

/** Whether an error of the inner rooms is the user's to act on. */
export function isRefusal(error: unknown): error is Error {
	return error instanceof Error && refusals.has(error.name);
}
