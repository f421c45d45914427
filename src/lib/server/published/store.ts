// The one published store of the web process.
import { readEnvironment } from '../environment.ts';
import { PublishedStore } from './published-store.ts';

let store: PublishedStore | undefined;

/** The store below the data folder of the environment, opened at first use. */
export function publishedStore(): PublishedStore {
	store ??= new PublishedStore(readEnvironment().dataFolder);
	return store;
}

export type { PublishedStore, TableQuery } from './published-store.ts';
