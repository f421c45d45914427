// Names of inbox segments: the UTC hour they belong to, the process that writes them, and whether their
// senders were over their limit. The receiver writes by them, the builder reads by them.

/** What a segment's name says. */
export interface SegmentName {
	/** The UTC hour, like `2026-11-21T10`. */
	readonly hour: string;
	/** Eight random hex digits of the one process that writes it. */
	readonly boot: string;
	/** Whether it holds heartbeats of sources over their limit of instances. */
	readonly over: boolean;
}

/** How long after its hour ended a segment may still be written, in milliseconds; later it belongs to the reader. */
export const writingGraceMs = 60_000;

const hourMs = 3_600_000;
const pattern = /^(\d{4}-\d\d-\d\dT\d\d)-([0-9a-f]{8})(\.over)?\.ndjson$/;

/** The file name of a segment: `2026-11-21T10-0a1b2c3d.ndjson`, or `….over.ndjson`. */
export function segmentName({ hour, boot, over }: SegmentName): string {
	return `${hour}-${boot}${over ? '.over' : ''}.ndjson`;
}

/** Reads a file name; `undefined` if it names no segment, so that other files in the folder are left alone. */
export function parseSegmentName(name: string): SegmentName | undefined {
	const [, hour = '', boot = '', over] = pattern.exec(name) ?? [];
	return isHour(hour) ? { hour, boot, over: over !== undefined } : undefined;
}

/** The UTC hour of a moment given in milliseconds since 1970. */
export function hourOf(timeMs: number): string {
	return new Date(timeMs).toISOString().slice(0, 13);
}

/** The first moment, in milliseconds since 1970, at which nobody writes to segments of `hour` any more. */
export function lastWriteMs(hour: string): number {
	return Date.parse(`${hour}:00:00Z`) + hourMs + writingGraceMs;
}

function isHour(hour: string): boolean {
	const timeMs = Date.parse(`${hour}:00:00Z`);
	return !Number.isNaN(timeMs) && hourOf(timeMs) === hour;
}
