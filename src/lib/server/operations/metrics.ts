// What Prometheus is told of the whole, beside what the receiver counts. Labels are names of the code's own making.
import { Gauge, Registry } from 'prom-client';
import { readRun, runs, type LastRun, type Run } from './runs.ts';
import { readBacklog, readDataThrough, readDisk } from './state.ts';

interface Sample {
	readonly labels?: Readonly<Record<string, string>>;
	readonly value: number;
}

const hourMs = 3_600_000;

/**
 * How the whole is doing, read anew from the data folder, as Prometheus takes it. What is not known has no sample.
 *
 * @param datasets ids of those that are told of
 */
export async function readOperationsMetrics(
	dataFolder: string,
	datasets: readonly string[]
): Promise<string> {
	const registry = new Registry();
	const tell = (name: string, help: string, samples: readonly Sample[]) => {
		const labelNames = Object.keys(samples[0]?.labels ?? {});
		const gauge = new Gauge({
			name: `murmuration_${name}`,
			help,
			labelNames,
			registers: [registry]
		});
		if (samples.length === 0) gauge.remove();
		for (const { labels = {}, value } of samples) gauge.set(labels, value);
	};
	const through = await readDataThrough(dataFolder, datasets);
	tell(
		'data_through_timestamp_seconds',
		'End of the newest published period.',
		through.map(({ until, ...labels }) => ({ labels, value: until / 1000 }))
	);
	const last = await Promise.all(runs.map(async (run) => [run, await readRun(dataFolder, run)]));
	tell(
		'last_run_timestamp_seconds',
		'When something was last done; of publishing only the hour.',
		(last as [Run, LastRun | undefined][]).flatMap(([run, done]) =>
			done ? { labels: { run }, value: toldTime(run, done.at) / 1000 } : []
		)
	);
	const checked = await readRun(dataFolder, 'audit-log');
	tell(
		'audit_log_whole',
		'1 if the audit log added up when it was last checked, else 0.',
		optional(checked && Number(checked.ok))
	);
	const followed = await readRun(dataFolder, 'followed');
	tell(
		'shared_storage_whole',
		'1 if nothing in shared storage was refused when it was last looked at, else 0.',
		optional(followed && Number(followed.ok))
	);
	const { segments, bytes, oldest } = await readBacklog(dataFolder);
	tell(
		'inbox_segments',
		'Files in the inbox; one goes ten minutes after its hour, once it is drained.',
		[{ value: segments }]
	);
	tell('inbox_segment_bytes', 'Size of the files in the inbox.', [{ value: bytes }]);
	tell(
		'inbox_oldest_timestamp_seconds',
		'Begin of the hour of the oldest file in the inbox.',
		optional(oldest && oldest / 1000)
	);
	const disk = await readDisk(dataFolder);
	tell(
		'disk_free_bytes',
		'What this user may still write to the disk of the data folder.',
		optional(disk?.freeBytes)
	);
	tell('disk_size_bytes', 'Size of the disk of the data folder.', optional(disk?.sizeBytes));
	return registry.metrics();
}

/** The minute of publishing would tell how long protecting a release took. */
function toldTime(run: Run, at: number): number {
	return run === 'published' ? Math.floor(at / hourMs) * hourMs : at;
}

function optional(value: number | undefined): Sample[] {
	return value === undefined ? [] : [{ value }];
}
