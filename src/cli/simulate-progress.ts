// How far the simulation has come, on standard error: a bar on a terminal, a few plain lines elsewhere.
import { Presets, SingleBar } from 'cli-progress';

interface Progress {
	update(nights: number): void;
	stop(): void;
}

const plainLines = 4;

export function simulateProgress(total: number): Progress {
	return process.stderr.isTTY ? bar(total) : lines(total);
}

function bar(total: number): Progress {
	const format = 'simulating {bar} {value}/{total} nights';
	const single = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic);
	single.start(total, 0);
	return {
		update(nights) {
			single.update(nights);
		},
		stop() {
			single.stop();
		}
	};
}

function lines(total: number): Progress {
	const step = Math.ceil(total / plainLines);
	return {
		update(nights) {
			if (nights % step !== 0 && nights !== total) return;
			process.stderr.write(`simulated ${nights} of ${total} nights\n`);
		},
		stop() {}
	};
}
