// What Ctrl-C does to a load.
import type { Warehouse } from '../../lib/server/warehouse/warehouse.ts';

const interruptMs = 50;

export interface Stop {
	asked(): boolean;
	release(): void;
}

/** On Ctrl-C every statement of `warehouse` is stopped, so the file at hand rolls back. */
export function onInterrupt(warehouse: Warehouse): Stop {
	let timer: NodeJS.Timeout | undefined;
	const interrupt = () => {
		timer ??= setInterval(() => {
			warehouse.interrupt();
		}, interruptMs);
	};
	process.on('SIGINT', interrupt);
	return {
		asked: () => timer !== undefined,
		release() {
			process.off('SIGINT', interrupt);
			clearInterval(timer);
		}
	};
}
