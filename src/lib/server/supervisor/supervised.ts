// The child's side of supervision: a process that lives as long as its supervisor wants it, and not longer than that.

/** What a supervisor sends to end a child politely. */
export const stopMessage = 'stop';

const terminalSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when the supervisor asks this process to stop, or is gone.
 *
 * From this call on, signals of the terminal are left to the supervisor: it knows the order in which to stop.
 */
export function stopAsked(): Promise<void> {
	for (const signal of terminalSignals) process.on(signal, () => {});
	return new Promise((resolve) => {
		if (!process.connected) resolve();
		process.once('disconnect', resolve);
		process.on('message', (message) => {
			if (message === stopMessage) resolve();
		});
	});
}

/** Tells the supervisor that this process does its work now. */
export function tellReady(message: object): void {
	process.send?.(message);
}

/** Lets go of the supervisor, so that this process ends when its work does. */
export function leaveSupervisor(): void {
	if (process.connected) process.disconnect();
}
