// The verb `doctor`: what stands in the way of running, and what to do about it.
import { Command } from 'commander';
import { readEnvironment } from '../lib/server/environment.ts';
import { checks, type Finding } from './doctor/checks.ts';
import { Refusal } from './refusal.ts';

/** `murmuration doctor [--json]` */
export function doctorCommand(): Command {
	return new Command('doctor')
		.description(
			'checks data folder, disk, clock, warehouse, releases, database, shared storage, policy, framing and port, and says what to do'
		)
		.option('--json', 'machine-readable result')
		.action(async ({ json }: { json?: true }) => {
			const settings = readEnvironment();
			const findings: Finding[] = [];
			for (const check of checks) findings.push(await check(settings));
			process.stdout.write(
				json ? `${JSON.stringify({ findings })}\n` : findings.map(toLines).join('')
			);
			const failed = findings.filter(({ ok }) => !ok).length;
			if (failed > 0) throw new Refusal(`${failed} of ${findings.length} checks failed`);
		});
}

function toLines({ name, ok, found, advice }: Finding): string {
	const line = `${ok ? 'ok  ' : 'FAIL'}  ${name}: ${found}\n`;
	return advice === undefined ? line : `${line}      ${advice}\n`;
}
