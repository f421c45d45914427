// Composition root of the command line: collects the verbs and turns their failures into exit codes.
import { Command, CommanderError } from 'commander';
import { openDefinitions, toLeftOut } from '../lib/server/definitions/open-definitions.ts';
import { EnvironmentError } from '../lib/server/environment.ts';
import { auditCommand } from './audit.ts';
import { auditLogCommand } from './audit-log.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { configCommand } from './config.ts';
import { digestCommand } from './digest.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { forgetCommand } from './forget.ts';
import { loadCommand } from './load.ts';
import { newDatasetCommand } from './new-dataset.ts';
import { noteCommand } from './note.ts';
import { previewCommand } from './preview.ts';
import { publishCommand } from './publish.ts';
import { quarantineCommand } from './quarantine.ts';
import { isRefusal, Refusal } from './refusal.ts';
import { retainCommand } from './retain.ts';
import { serveCommand } from './serve.ts';
import { builderCommand, webCommand } from './serve/children.ts';
import { shareCommand } from './share.ts';
import { simulateCommand } from './simulate.ts';
import { startCommand } from './start.ts';

// Who reads along may leave, as `head` does; the verb goes on and ends as it would have.
for (const output of [process.stdout, process.stderr]) {
	output.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code !== 'EPIPE') throw error;
	});
}

const program = new Command('murmuration')
	.description('Privacy analytics for makers of self-hosted software.')
	.exitOverride()
	.showHelpAfterError('(murmuration VERB --help lists what a verb accepts)');

for (const command of [
	loadCommand(),
	publishCommand(),
	auditCommand(),
	auditLogCommand(),
	exportCommand(),
	simulateCommand(),
	previewCommand(),
	quarantineCommand(),
	forgetCommand(),
	backupCommand(),
	restoreCommand(),
	configCommand(),
	doctorCommand(),
	digestCommand(),
	retainCommand(),
	newDatasetCommand(),
	noteCommand(),
	shareCommand(),
	serveCommand(),
	startCommand()
]) {
	program.addCommand(command.exitOverride().showHelpAfterError(true));
}
for (const child of [webCommand(), builderCommand()]) {
	program.addCommand(child.exitOverride(), { hidden: true });
}

/** Verbs that tell themselves which definitions are left out, or whose dashboard does. */
const telling = ['serve-web', 'serve', 'start', 'doctor'];
program.hook('preAction', (_, verb) => {
	if (verb.name() === 'new-dataset') return;
	const left = openDefinitions();
	if (!telling.includes(verb.name())) process.stderr.write(toLeftOut(left));
});

try {
	await program.parseAsync();
} catch (error) {
	if (error instanceof CommanderError) {
		process.exitCode = error.exitCode === 0 ? 0 : 2;
	} else if (error instanceof Refusal) {
		refuse(error.message, error.exitCode);
	} else if (error instanceof EnvironmentError) {
		refuse(error.message, 2);
	} else if (isRefusal(error)) {
		refuse(error.message, 1);
	} else {
		throw error;
	}
}

function refuse(message: string, exitCode: 1 | 2): void {
	process.stderr.write(`murmuration: ${message}\n`);
	process.exitCode = exitCode;
}
