// The processes below `serve`, as verbs that nobody types.
import { Command } from 'commander';
import { EnvironmentError } from '../../lib/server/environment.ts';
import { toFacts } from '../../lib/server/log/failure.ts';
import { Log, type Part } from '../../lib/server/log/log.ts';
import { leaveSupervisor } from '../../lib/server/supervisor/supervised.ts';
import { isRefusal, Refusal } from '../refusal.ts';

/** `murmuration serve-web` */
export function webCommand(): Command {
	return childCommand('serve-web', 'web', async () => {
		const { serveWeb } = await import('./web.ts');
		await serveWeb();
	});
}

/** `murmuration serve-builder` */
export function builderCommand(): Command {
	return childCommand('serve-builder', 'builder', async () => {
		const { serveBuilder } = await import('./builder.ts');
		await serveBuilder();
	});
}

function childCommand(name: string, part: Part, work: () => Promise<void>): Command {
	const log = new Log(part);
	return new Command(name).action(async () => {
		process.on('uncaughtException', (error) => {
			tellEnd(log, error);
			process.exit(1);
		});
		await work()
			.catch((error: unknown) => {
				// What keeps it from starting is for whoever typed `serve`.
				if (error instanceof Refusal || error instanceof EnvironmentError) throw error;
				tellEnd(log, error);
				process.exit(1);
			})
			.finally(leaveSupervisor);
	});
}

function tellEnd(log: Log, error: unknown): void {
	if (isRefusal(error)) log.error(error.message);
	else log.error('it met a bug and ends', toFacts(error));
}
