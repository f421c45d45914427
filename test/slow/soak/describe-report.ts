// What a soak found, in lines for people.
import type { Account } from './account.ts';
import { dayMs } from './clock.ts';
import type { Sample } from './memory.ts';
import type { Report } from './soak.ts';

/** How much more memory the last quarter may take than the second. */
const growth = { factor: 1.3, megabytes: 30 } as const;

/** What ought not to be, each in a line; none when all is well. */
export function findingsOf({ account, restored, problems, courses, expired }: Report): string[] {
	return [
		...findingsOfAccount('the warehouse', account),
		...findingsOfAccount('the restored backup', restored),
		...problems,
		...(expired > 0 ? [] : ['nothing that was past its retention was deleted']),
		...courses
			.filter(({ early, late }) => late > early * growth.factor + growth.megabytes)
			.map(({ part, early, late }) => `${part} grew from ${mb(early)} to ${mb(late)}`)
	];
}

function findingsOfAccount(place: string, { lost, doubled, invented }: Account): string[] {
	return Object.entries({ lost, doubled, invented })
		.filter(([, list]) => list.length > 0)
		.map(([what, list]) => `${place}: ${list.length} ${what}, the first: ${list[0] ?? ''}`);
}

/** All that a soak tells. */
export function describeReport(report: Report): string[] {
	const { days, acknowledged, account, releases, expired, courses, samples } = report;
	const findings = findingsOf(report);
	return [
		`${days} days; faults: ${list(report.faults)}`,
		`heartbeats: ${acknowledged} acknowledged (answers: ${list(report.answers)}), ${account.rows} rows; reads: ${list(report.reads)}`,
		`${releases} releases, ${expired} old heartbeats deleted`,
		...toCurves(samples),
		...courses.map(
			({ part, hours, early, late, slope }) =>
				`${part}: ${hours} hours undisturbed, median ${mb(early)} in the second quarter and ${mb(late)} in the last, ${slope.toFixed(2)} MB a day`
		),
		...told(report.stderr),
		...(findings.length === 0 ? ['all is well'] : findings.map((finding) => `WRONG: ${finding}`))
	];
}

/** Hourly megabytes, a line for each day: `web 2027-03-01 120 121 …`. */
function toCurves(samples: readonly Sample[]): string[] {
	const lines = new Map<string, Map<number, Sample>>();
	for (const sample of samples) {
		const key = `${sample.part} ${new Date(sample.time).toISOString().slice(0, 10)}`;
		const hours = lines.get(key) ?? new Map<number, Sample>();
		hours.set(Math.floor((sample.time % dayMs) / (dayMs / 24)), sample);
		lines.set(key, hours);
	}
	return [...lines].map(([key, hours]) => {
		const sorted = [...hours.values()].sort((a, b) => a.time - b.time);
		const marks = sorted.map(
			({ pid, megabytes }, index) =>
				`${index > 0 && sorted[index - 1]?.pid !== pid ? '|' : ''}${Math.round(megabytes)}`
		);
		return `${key}: ${marks.join(' ')}`;
	});
}

/** What the servers complained of, each kind of line once with how often. */
function told(stderr: string): string[] {
	const counts = new Map<string, number>();
	for (const line of stderr.split('\n').filter((one) => one.trim() !== '')) {
		const kind = line.replace(/\d[\d.:TZ-]*/g, 'N').slice(0, 160);
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	return [...counts].map(([kind, count]) => `said ${count} times: ${kind}`);
}

function list(counts: Readonly<Record<string, number>>): string {
	return Object.entries(counts)
		.map(([name, count]) => `${name} ${count}`)
		.join(', ');
}

function mb(megabytes: number): string {
	return `${megabytes.toFixed(0)} MB`;
}
