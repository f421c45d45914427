/** A language once more; see `src/lib/texts/texts.ts`. */
declare module '*english.ts?documents' {
	export * from '$lib/texts/english.ts';
}
declare module '*english.ts?dialogs' {
	export * from '$lib/texts/english.ts';
}
