/** How far the newest release goes, and when the next one may be expected; days and moments in ISO 8601, UTC. */
export interface Freshness {
	readonly period: string;
	/** The day after the last one counted. */
	readonly end: string;
	readonly releasedOn: string;
	readonly next: { readonly period: string; readonly due: string };
}
