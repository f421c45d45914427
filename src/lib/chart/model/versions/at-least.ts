// How many units run version X or a newer one, over time, and how many would break without the older ones.
import type { Period } from '../../../schema/period.ts';
import type { TableView } from '../../../schema/table-view.ts';
import { compareVersionCodes } from '../../../schema/version.ts';
import type { Measure } from '../../chart-query.ts';
import { hiddenText, readingsOf } from '../reading.ts';
import { newestCut, toCuts, type Cut } from './cut.ts';

/** Everything an “at least version X” chart shows. `cuts` follows `periods`; `newest` is the last with a release. */
export interface AtLeast {
	readonly kind: 'at-least';
	readonly measure: Measure;
	readonly unit: string;
	readonly version: string;
	readonly periods: readonly Period[];
	readonly cuts: readonly Cut[];
	readonly newest: Cut | undefined;
	/** Versions to choose from: see `versionsOf`. */
	readonly choices: readonly string[];
	readonly hiddenText: string;
}

/** @throws {RangeError} when `version` is no version or the view has no dimension `version` */
export function toAtLeast(view: TableView, version: string, measure: Measure = 'share'): AtLeast {
	const cuts = toCuts(view, version);
	return {
		kind: 'at-least',
		measure,
		unit: view.unit.many,
		version,
		periods: view.periods,
		cuts,
		newest: newestCut(cuts),
		choices: versionsOf(view),
		hiddenText: hiddenText(view)
	};
}

/**
 * Minors and patches that have a number of their own in the newest released period, new to old, each minor before its
 * patches. No other name: one that is not published may be that of a single unit.
 *
 * @param view the table of versions alone
 */
export function versionsOf(view: TableView): string[] {
	const released = view.cells.filter(({ status }) => status !== 'missing');
	const period = released.at(-1)?.period ?? '';
	const readingOf = readingsOf(view);
	const codes = (view.dimensions[0]?.categories ?? [])
		.map(({ code }) => code)
		.filter((code) => /^\d+\.\d+(\.\d+)?(-pre)?$/.test(code))
		.filter((code) => readingOf(period, [code]).value !== null);
	const minorOf = (code: string) => code.split('.').slice(0, 2).join('.');
	return codes.sort(
		(a, b) =>
			compareVersionCodes(minorOf(b), minorOf(a)) ||
			Number(b === minorOf(b)) - Number(a === minorOf(a)) ||
			compareVersionCodes(b, a)
	);
}
