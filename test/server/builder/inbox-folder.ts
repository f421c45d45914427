// An inbox made by hand: segments as a receiver would have left them.
import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Heartbeat } from '../../../src/lib/schema/heartbeat.ts';
import { segmentName } from '../../../src/lib/server/inbox/segment-name.ts';
import { toNdjson } from '../../support/heartbeats.ts';

/** One line per heartbeat, with the microseconds a receiver writes. */
export function toLines(heartbeats: readonly Heartbeat[]): string {
	return toNdjson(
		heartbeats.map((one) => ({ ...one, sent_at: one.sent_at.replace(/(\.\d{3})Z$/, '$1456Z') }))
	);
}

/** The segments below a data folder. */
export class InboxFolder {
	readonly folder: string;

	constructor(dataFolder: string) {
		this.folder = join(dataFolder, 'inbox');
		mkdirSync(this.folder, { recursive: true });
	}

	/** Appends to a segment; returns its name. */
	append(content: string | Uint8Array, name: Partial<Parameters<typeof segmentName>[0]> = {}) {
		const full = segmentName({ hour: '2026-11-09T03', boot: '0a1b2c3d', over: false, ...name });
		appendFileSync(join(this.folder, full), content);
		return full;
	}

	/** Cuts a segment back to `content`. */
	replace(name: string, content: string): void {
		writeFileSync(join(this.folder, name), content);
	}

	has(name: string): boolean {
		return existsSync(join(this.folder, name));
	}

	names(): string[] {
		return readdirSync(this.folder);
	}
}
