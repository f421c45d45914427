// What was published once stays up and stays the same, on the disk and over HTTP, whatever falls.
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { digestsOf, releaseFolders } from '../../support/release-folders.ts';

/** Watches the releases of a data folder. */
export class ReleaseWatch {
	/** What went wrong, each once. */
	readonly problems = new Set<string>();
	/** Answers of the server by status; 0 for nobody there. */
	readonly statuses = new Map<number, number>();
	readonly #dataFolder: string;
	readonly #digests = new Map<string, string>();
	readonly #bodies = new Map<string, string>();
	#turn = 0;

	constructor(dataFolder: string) {
		this.#dataFolder = dataFolder;
	}

	/** Folders of all releases that were ever seen. */
	get folders(): string[] {
		return [...this.#digests.keys()];
	}

	/** Looks at the disk: notes what is new, compares what is known. */
	look(): void {
		for (const folder of new Set([...this.#digests.keys(), ...releaseFolders(this.#dataFolder)])) {
			const digest = JSON.stringify([...digestsOf(folder)]);
			const known = this.#digests.get(folder);
			if (known === undefined) this.#digests.set(folder, digest);
			else if (!existsSync(folder)) this.problems.add(`${folder} is gone`);
			else if (known !== digest) this.problems.add(`${folder} changed`);
		}
	}

	/** Asks the server for one of the known releases, each in its turn. */
	async ask(origin: string): Promise<void> {
		const folders = this.folders;
		const folder = folders[this.#turn % Math.max(1, folders.length)];
		if (folder === undefined) return;
		this.#turn += 1;
		const [, dataset = '', , period = ''] = relative(this.#dataFolder, folder).split('/');
		const path = `/api/v1/releases/${dataset}/${period}`;
		const answer = await fetch(`${origin}${path}`, { signal: AbortSignal.timeout(10_000) })
			.then(async (response) => ({ status: response.status, body: await response.text() }))
			.catch(() => ({ status: 0, body: '' }));
		this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
		if (answer.status === 0) return;
		if (answer.status !== 200) {
			this.problems.add(`${path} was answered with ${answer.status}`);
			return;
		}
		const known = this.#bodies.get(path);
		if (known === undefined) this.#bodies.set(path, answer.body);
		else if (known !== answer.body) this.problems.add(`${path} changed`);
	}
}
