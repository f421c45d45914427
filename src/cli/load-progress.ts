// How far the load of one file has come, on standard error: a bar on a terminal, one plain line elsewhere.
import { Presets, SingleBar } from 'cli-progress';

interface Progress {
	stop(): void;
}

const pollMs = 200;

/** @param percent of the running statement; a value below 0 means unknown */
export function loadProgress(file: string, percent: () => number): Progress {
	if (!process.stderr.isTTY) {
		process.stderr.write(`loading ${file}\n`);
		return { stop() {} };
	}
	const format = `loading ${file} {bar} {percentage} %`;
	const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic);
	bar.start(100, 0);
	const timer = setInterval(() => {
		bar.update(Math.max(0, Math.floor(percent())));
	}, pollMs);
	return {
		stop() {
			clearInterval(timer);
			bar.stop();
		}
	};
}
