// A process under supervision, for tests. It is ready at once; its argument says how it behaves.
import {
	leaveSupervisor,
	stopAsked,
	tellReady
} from '../../../src/lib/server/supervisor/supervised.ts';

const [manner] = process.argv.slice(2);

if (manner === 'refuses') process.exit(3);
const stop = stopAsked();
const alive = setInterval(() => {}, 1000);
tellReady({ pid: process.pid });
if (manner === 'crashes') throw new Error('a bug');
if (manner !== 'stubborn') {
	await stop;
	clearInterval(alive);
	leaveSupervisor();
}
