// Names a picture by all that it is made from, so that it is known to be the same before it is drawn.
import { createHash } from 'node:crypto';
import type { Note } from '../../schema/dataset.ts';
import type { Manifest } from '../../schema/release.ts';

/** What a picture is made from: releases never change, notes may, and `build` stands for the code that draws. */
export interface Ingredients {
	readonly build: string;
	readonly form: string;
	readonly table: string;
	readonly manifests: readonly Manifest[];
	readonly notes: readonly Note[];
	/** Every parameter, those left out by their default. */
	readonly query: object;
}

const digests = new WeakMap<Manifest, string>();

/** A short name; the same for the same ingredients, whatever the order of the parameters. */
export function imageTag({ build, form, table, manifests, notes, query }: Ingredients): string {
	const parameters = Object.entries(query as Record<string, unknown>).sort(([a], [b]) =>
		a < b ? -1 : 1
	);
	return digest([build, form, table, manifests.map(digestOf), notes, parameters]);
}

function digestOf(manifest: Manifest): string {
	const known = digests.get(manifest) ?? digest(manifest);
	digests.set(manifest, known);
	return known;
}

function digest(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 27);
}
