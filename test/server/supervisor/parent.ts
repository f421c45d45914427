// A supervisor that only tells the process id of its child, for tests that kill it.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { KeptChild } from '../../../src/lib/server/supervisor/kept-child.ts';

const script = fileURLToPath(new URL('./child.ts', import.meta.url));

void new KeptChild({
	name: 'child',
	start: () => fork(script, [], { execArgv: ['--import', 'tsx'] }),
	needed: true,
	onReady: (message) => process.stdout.write(`${JSON.stringify(message)}\n`),
	say: () => {}
}).start();
