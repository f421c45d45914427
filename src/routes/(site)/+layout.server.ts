import { publishedStore } from '$lib/server/published/store.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = () => publishedStore().readCatalog();
