// Failures that pass: the server restarts, a connection breaks, nobody answers for a while.

const systemCodes = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOENT'];
/** Connection failures (class 08), shutdown and recovery (57P0x), sessions ended for being idle. */
const serverCodes = /^(08\w{3}|57P0\d|25P03)$/;

/** Whether asking again later may help. */
export function isAway(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
	return (
		systemCodes.includes(code) ||
		serverCodes.test(code) ||
		/connection (terminated|ended)|timeout expired|client has encountered a connection error/i.test(
			error.message
		)
	);
}
