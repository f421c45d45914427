// How far the simulation has come, on standard error: a bar on a terminal, a few plain lines elsewhere.
import { Presets, SingleBar } from 'cli-progress';

interface Progress {
	update(done: number): void;
	stop(): void;
}

const plainLines = 4;

/** @param steps what is counted: `nights` or `weeks` */
export function simulateProgress(total: number, steps: string): Progress {
	return process.stderr.isTTY ? bar(total, steps) : lines(total, steps);
}

function bar(total: number, steps: string): Progress {
	const format = `simulating {bar} {value}/{total} ${steps}`;
	const single = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic);
	single.start(total, 0);
	return {
		update(done) {
			single.update(done);
		},
		stop() {
			single.stop();
		}
	};
}

function lines(total: number, steps: string): Progress {
	const step = Math.ceil(total / plainLines);
	return {
		update(done) {
			if (done % step !== 0 && done !== total) return;
			process.stderr.write(`simulated ${done} of ${total} ${steps}\n`);
		},
		stop() {}
	};
}
