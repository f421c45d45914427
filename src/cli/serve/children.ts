// The processes below `serve`, as verbs that nobody types.
import { Command } from 'commander';
import { leaveSupervisor } from '../../lib/server/supervisor/supervised.ts';

/** `murmuration serve-web` */
export function webCommand(): Command {
	return new Command('serve-web').action(async () => {
		const { serveWeb } = await import('./web.ts');
		await serveWeb().finally(leaveSupervisor);
	});
}

/** `murmuration serve-builder` */
export function builderCommand(): Command {
	return new Command('serve-builder').action(async () => {
		const { serveBuilder } = await import('./builder.ts');
		await serveBuilder().finally(leaveSupervisor);
	});
}
