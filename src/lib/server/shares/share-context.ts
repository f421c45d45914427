// What shares are made of and checked with; one for each process.
import { readEnvironment } from '../environment.ts';
import type { PublishedStore } from '../published/published-store.ts';
import { publishedStore } from '../published/store.ts';
import { readSecret } from './gate/secret.ts';
import { ShareStore } from './share-store.ts';

/** The published charts, the shares of them, and the secret that signs. */
export interface ShareContext {
	readonly store: PublishedStore;
	readonly shares: ShareStore;
	/** Made at first use, so that a server without shares writes nothing. */
	readonly secret: () => Promise<Uint8Array>;
}

let context: ShareContext | undefined;

/** The context of the environment. */
export function shareContext(): ShareContext {
	context ??= openContext();
	return context;
}

function openContext(): ShareContext {
	const { dataFolder, secret } = readEnvironment();
	let known: Promise<Uint8Array> | undefined;
	return {
		store: publishedStore(),
		shares: new ShareStore(dataFolder),
		secret: () => (known ??= readSecret(dataFolder, secret))
	};
}
