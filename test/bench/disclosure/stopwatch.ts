// How long work takes, by the clock and by the processor: on a busy machine the two differ.

/** What some work gave, and what it took. */
export interface Timed<Result> {
	readonly result: Result;
	readonly seconds: number;
	/** Processor time of the whole process meanwhile, all threads together. */
	readonly cpuSeconds: number;
}

/** Does some work and times it. */
export function timed<Result>(work: () => Result): Timed<Result> {
	const [start, used] = [performance.now(), process.cpuUsage()];
	return stop(work(), start, used);
}

/** As `timed`, for work that is waited for. */
export async function timedWait<Result>(work: () => Promise<Result>): Promise<Timed<Result>> {
	const [start, used] = [performance.now(), process.cpuUsage()];
	return stop(await work(), start, used);
}

function stop<Result>(result: Result, start: number, used: NodeJS.CpuUsage): Timed<Result> {
	const { user, system } = process.cpuUsage(used);
	return {
		result,
		seconds: (performance.now() - start) / 1000,
		cpuSeconds: (user + system) / 1e6
	};
}
