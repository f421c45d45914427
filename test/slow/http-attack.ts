// Publishes random fleets under many policies, reads each release over HTTP and attacks it. Run it with
// `node --import tsx test/slow/http-attack.ts [fleets] [seed]`; without numbers 2 000 fleets. Needs a build.
import { attackReleases, readReleases } from '../attack/fleets/attack-weeks.ts';
import { policies, randomWeeks } from '../attack/fleets/random-weeks.ts';
import { serveWeeks } from '../attack/fleets/served-weeks.ts';
import { loadAttackSolver } from '../attack/attacker/program.ts';

/** Fleets per server, and servers whose releases are made at the same time. */
const [weeksPerServer, lanes] = [50, 2];

const [fleets = 2000, firstSeed = 1] = process.argv.slice(2).map(Number);
const solver = await loadAttackSolver();
const seeds = Array.from({ length: Math.ceil(fleets / weeksPerServer) }, (_, n) => firstSeed + n);
const told = { fleets: 0, releases: 0, hidden: 0, cells: 0, findings: 0 };

async function attackSome(): Promise<void> {
	for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
		const policy = policies[seed % policies.length] ?? {};
		const weeks = randomWeeks(weeksPerServer, seed);
		const served = await serveWeeks(weeks, policy);
		const releases = await readReleases(served);
		await served.stop();
		const refused = served.outcomes.filter(({ outcome }) => outcome === 'refused');
		const findings = [
			...refused.map(({ period, reason }) => `${period}: refused (${reason ?? ''})`),
			...attackReleases(solver, releases, weeks)
		];
		for (const finding of findings) process.stdout.write(`seed ${seed}: ${finding}\n`);
		const cells = releases.flatMap((release) => release.cells);
		told.fleets += weeks.length;
		told.releases += releases.length;
		told.cells += cells.length;
		told.hidden += cells.filter(({ value }) => value === null).length;
		told.findings += findings.length;
		process.stdout.write(
			`${told.fleets} fleets: ${told.releases} releases with ${told.hidden} of ${told.cells} cells hidden, ` +
				`${told.findings} findings (seed ${seed}, ${JSON.stringify(policy)})\n`
		);
	}
}

await Promise.all(Array.from({ length: lanes }, attackSome));
process.exitCode = told.findings === 0 ? 0 : 1;
