// How much memory web process and builder hold, hour by hour of the soak.
import { existsSync, readFileSync } from 'node:fs';
import type { Part, Served } from '../../support/served.ts';
import { dayMs } from './clock.ts';

/** Resident megabytes of a part at a time of the soak; `pid` changes with every restart. */
export interface Sample {
	readonly time: number;
	readonly part: Part;
	readonly pid: number;
	readonly megabytes: number;
}

/** What became of a part's memory while it ran undisturbed. */
export interface Course {
	readonly part: Part;
	readonly hours: number;
	/** Medians of the second quarter and of the last one, in megabytes. */
	readonly early: number;
	readonly late: number;
	/** Megabytes a day of the soak by least squares, without the first quarter. */
	readonly slope: number;
}

/** The samples of the parts that run; none where there is no /proc. */
export function sampleMemory(served: Served, time: number): Sample[] {
	return served.runningParts().flatMap(({ part, pid }) => {
		const file = `/proc/${pid}/status`;
		try {
			const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1];
			return kilobytes === undefined
				? []
				: [{ time, part, pid, megabytes: Number(kilobytes) / 1024 }];
		} catch (error) {
			if (existsSync(file)) throw error;
			return [];
		}
	});
}

/** The longest course of each part under one process id. */
export function toCourses(samples: readonly Sample[]): Course[] {
	return (['serve-web', 'serve-builder'] as const).flatMap((part) => {
		const own = samples.filter((sample) => sample.part === part);
		const lives = [...new Set(own.map(({ pid }) => pid))].map((pid) =>
			own.filter((sample) => sample.pid === pid)
		);
		const longest = lives.sort((a, b) => b.length - a.length)[0] ?? [];
		return longest.length < 8 ? [] : [toCourse(part, longest)];
	});
}

function toCourse(part: Part, samples: readonly Sample[]): Course {
	const quarter = Math.floor(samples.length / 4);
	const settled = samples.slice(quarter);
	return {
		part,
		hours: samples.length,
		early: median(samples.slice(quarter, 2 * quarter)),
		late: median(samples.slice(-quarter)),
		slope: slopeOf(settled.map(({ time, megabytes }) => [time / dayMs, megabytes]))
	};
}

function median(samples: readonly Sample[]): number {
	const sorted = samples.map(({ megabytes }) => megabytes).sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function slopeOf(points: readonly (readonly [number, number])[]): number {
	const mean = (index: 0 | 1) =>
		points.reduce((sum, point) => sum + point[index], 0) / points.length;
	const [x, y] = [mean(0), mean(1)];
	const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
	const under = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
	return under === 0 ? 0 : over / under;
}
