// Kills web process, builder or both under load, again and again, and accounts for every heartbeat. Run it with
// `npx tsx test/slow/kill-rounds.ts [rounds]`; without a number 20 rounds. Needs a build.
import { temporaryFolder } from '../support/murmuration.ts';
import { killRounds } from './kill-rounds/rounds.ts';

const [rounds = 20] = process.argv.slice(2).map(Number);
const { folder, remove } = await temporaryFolder();
try {
	const account = await killRounds(folder, rounds, Math.random, (round) => {
		process.stdout.write(`killed ${round.victims}: ${round.acknowledged} acknowledged so far\n`);
	});
	process.stdout.write(`${JSON.stringify(account, null, '\t')}\n`);
	const { lost, doubled, invented } = account;
	if (lost.length + doubled.length + invented.length > 0) process.exitCode = 1;
} finally {
	await remove();
}
