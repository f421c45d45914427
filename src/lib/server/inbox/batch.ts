// Heartbeats that go to disk together and learn their fate together.
import type { Lines } from './segment-writer.ts';

/** What became of a heartbeat: on disk, not storable now, or one too many waiting. */
export type Fate = 'stored' | 'not_storable' | 'busy';

/** Lines that gather while the batch before them is written. */
export class Batch {
	readonly lines: Lines = { within: '', over: '' };
	readonly fate: Promise<Fate>;
	settle!: (fate: Fate) => void;
	heartbeats = 0;
	bytes = 0;

	constructor() {
		this.fate = new Promise((resolve) => {
			this.settle = resolve;
		});
	}

	add(kind: keyof Lines, line: string, bytes: number): void {
		this.lines[kind] += line;
		this.heartbeats += 1;
		this.bytes += bytes;
	}
}
