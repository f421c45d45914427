// Machines with data folders of their own before one shared storage.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Manifest, Release } from '../../src/lib/schema/release.ts';
import { writeRelease } from '../../src/lib/server/builder/write-release.ts';
import { readEnvironment } from '../../src/lib/server/environment.ts';
import { SharedReleases } from '../../src/lib/server/published/shared/shared-releases.ts';
import { publishSmall, type SmallFleet } from './one-dimension.ts';
import type { SharedStorageServer } from './shared-storage.ts';

/** A fleet of so many units, each of them real. */
export function realRelease(count: number) {
	const fleet: SmallFleet = {
		version: { '2.1.8': count, '2.1.7': 20 },
		platform: { docker: count, k8s: 20 },
		rules: { yes: count, no: 20 }
	};
	const { release, certificate } = publishSmall(fleet);
	const manifest = { ...release.manifest, synthetic: false };
	return { release: Release.parse({ ...release, manifest }), certificate };
}

/** One that shares what it has. */
export class Machine {
	readonly dataFolder: string;
	readonly published: string;
	readonly shared: SharedReleases;

	constructor(dataFolder: string, server: SharedStorageServer) {
		this.dataFolder = dataFolder;
		this.published = join(dataFolder, 'published');
		const { sharedStorage } = readEnvironment(server.environment);
		if (!sharedStorage) throw new Error('nothing is shared');
		this.shared = new SharedReleases(dataFolder, sharedStorage);
	}

	/** Publishes on all machines or not at all. */
	publish({ release, certificate }: ReturnType<typeof realRelease>): Promise<string> {
		return writeRelease(this.published, release, certificate, (folder) =>
			this.shared.claim(folder)
		);
	}

	/** Digests of all files that are published here, by their paths. */
	files(): Record<string, string> {
		return digestsBelow(this.published);
	}

	/** The manifest of the release of `period` here. */
	manifest(period = '2026-W46'): Manifest {
		const file = join(this.published, 'small', 'week', period, 'release.json');
		return Manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
	}
}

/** Digests of all files below a folder, by their paths. */
function digestsBelow(folder: string): Record<string, string> {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.sort();
	return Object.fromEntries(
		files.map((file) => [
			file.slice(folder.length + 1),
			createHash('sha256').update(readFileSync(file)).digest('hex')
		])
	);
}
