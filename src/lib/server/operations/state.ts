// How the whole is doing, read from the data folder: what is published, what waits, what was done when, and the disk.
import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { granularities, parsePeriod, PeriodId, type Granularity } from '../../schema/period.ts';
import { parseSegmentName } from '../inbox/segment-name.ts';
import { absent, listFolder } from '../published/folder.ts';

/** Up to when there are numbers. */
export interface DataThrough {
	readonly dataset: string;
	readonly granularity: Granularity;
	/** End of the newest published period, in milliseconds since 1970. */
	readonly until: number;
}

/** The newest published period of each dataset and granularity; none of those without any. */
export async function readDataThrough(
	dataFolder: string,
	datasets: readonly string[]
): Promise<DataThrough[]> {
	const all = datasets.flatMap((dataset) =>
		granularities.map(async (granularity) => {
			const names = await listFolder(join(dataFolder, 'published', dataset, granularity));
			const newest = names.findLast((name) => PeriodId.safeParse(name).success);
			if (newest === undefined) return undefined;
			return { dataset, granularity, until: Date.parse(parsePeriod(newest).end) };
		})
	);
	return (await Promise.all(all)).filter((one) => one !== undefined);
}

/** What lies in the inbox, drained or not: a segment goes ten minutes after its hour. */
export interface Backlog {
	readonly segments: number;
	readonly bytes: number;
	/** Begin of the hour of the oldest segment, in milliseconds since 1970. */
	readonly oldest: number | undefined;
}

/** What waits for the builder. */
export async function readBacklog(dataFolder: string): Promise<Backlog> {
	const folder = join(dataFolder, 'inbox');
	const names = (await readdir(folder).catch(absent)) ?? [];
	const hours = names.flatMap((name) => parseSegmentName(name)?.hour ?? []).sort();
	const infos = await Promise.all(
		names
			.filter((name) => parseSegmentName(name) !== undefined)
			.map((name) => stat(join(folder, name)).catch(absent))
	);
	return {
		segments: hours.length,
		bytes: infos.reduce((sum, info) => sum + (info?.size ?? 0), 0),
		oldest: hours[0] === undefined ? undefined : Date.parse(`${hours[0]}:00:00Z`)
	};
}

/** What the disk of the data folder has; `undefined` before there is one. */
export async function readDisk(
	dataFolder: string
): Promise<{ readonly freeBytes: number; readonly sizeBytes: number } | undefined> {
	const disk = await statfs(dataFolder).catch(absent);
	return disk && { freeBytes: disk.bavail * disk.bsize, sizeBytes: disk.blocks * disk.bsize };
}
