// Why a warehouse can't be opened, each in one line that says what to do.

/** Another process, or another handle of this one, has the warehouse open. */
export class WarehouseLockedError extends Error {
	override readonly name = 'WarehouseLockedError';
}

/** The warehouse was made by a newer Murmuration, or is not there to be read. */
export class WarehouseUnreadableError extends Error {
	override readonly name = 'WarehouseUnreadableError';
}

/** The disk takes no more of the warehouse. */
export class WarehouseFullError extends Error {
	override readonly name = 'WarehouseFullError';
}

const fullCodes = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Whether `error`, of the database or of a file, says that the disk takes no more; nothing is half written then. */
export function isDiskFull(error: unknown): error is Error {
	if (!(error instanceof Error)) return false;
	if ('code' in error && fullCodes.includes(String(error.code))) return true;
	return (
		error instanceof WarehouseFullError || /Could not write (file|all bytes)/.test(error.message)
	);
}

/** The advice for an open refused by DuckDB's file lock; `undefined` when `error` is something else. */
export function toLockedError(error: unknown, file: string): WarehouseLockedError | undefined {
	if (!(error instanceof Error) || !error.message.includes('Could not set lock')) return undefined;
	const holder = /\(PID (\d+)\)/.exec(error.message)?.[1];
	const who = holder === undefined ? 'another process' : `process ${holder}`;
	return new WarehouseLockedError(
		`${file} is in use by ${who}: wait until it ends or stop it, then try again`,
		{ cause: error }
	);
}
