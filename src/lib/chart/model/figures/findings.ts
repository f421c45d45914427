// What stands out in an overview, in a few sentences that rounding alone cannot produce.
import type { SoftwareRelease } from '../../../schema/dataset.ts';
import type { TableView } from '../../../schema/table-view.ts';
import { formatCount, formatPeriod } from '../../format.ts';
import type { Change } from '../estimate/change.ts';
import { readingsOf } from '../reading.ts';
import { toAdoption } from '../versions/adoption.ts';
import { toFigure, type Figure, type Subject } from './figure.ts';
import {
	featureSubjects,
	newestMinorSubject,
	oldestMinorSubject,
	platformSubjects
} from './subjects.ts';
import { texts } from '../../../texts/texts.ts';

/** A sentence and the cell that it is about. */
export interface Finding {
	readonly text: string;
	readonly table: string;
	readonly categories: readonly string[];
}

/**
 * At most five findings: the newest minor, the platform and the feature whose shares moved most, the oldest minor that
 * is still shown, and the newest release that half of all units run. A change is told only where the bounds of both
 * numbers do not overlap.
 *
 * @param views tables over the same range, `version`, `deployment` and tables of answers among them
 * @param releases what came out when, by day
 */
export function toFindings(
	views: readonly TableView[],
	releases: readonly SoftwareRelease[]
): Finding[] {
	return [
		newestMinor(views),
		largestMove(platformSubjects(views)),
		largestMove(featureSubjects(views)),
		oldestMinor(views),
		fastestHalf(views, releases)
	].filter((finding) => finding !== undefined);
}

function newestMinor(views: readonly TableView[]): Finding | undefined {
	const subject = newestMinorSubject(views);
	const figure = subject && toFigure(subject);
	if (figure?.status !== 'published') return undefined;
	return { text: sentenceOf(figure), ...placeOf(figure) };
}

/** The subject whose share moved most since the start of the range, of those that moved beyond rounding. */
function largestMove(subjects: readonly Subject[]): Finding | undefined {
	const [figure] = subjects
		.map(toFigure)
		.filter(hasMoved)
		.sort((a, b) => Math.abs(b.sinceStart?.value ?? 0) - Math.abs(a.sinceStart?.value ?? 0));
	return figure && { text: sentenceOf(figure), ...placeOf(figure) };
}

function oldestMinor(views: readonly TableView[]): Finding | undefined {
	const subject = oldestMinorSubject(views);
	if (!subject) return undefined;
	const { categories, period, ...figure } = toFigure(subject);
	const [minor = ''] = categories;
	const { value } = readingsOf(subject.view)(period?.id ?? '', categories);
	if (value === null) return undefined;
	const text = texts.findings.oldestMinor(minor, formatCount(value), subject.view.unit.many);
	return { text, table: figure.table, categories };
}

function fastestHalf(
	views: readonly TableView[],
	releases: readonly SoftwareRelease[]
): Finding | undefined {
	const view = views.find(({ table }) => table === 'version');
	const line =
		view &&
		toAdoption(view, releases).lines.findLast(
			({ t50 }) => t50.value !== undefined && t50.high !== undefined
		);
	if (!line) return undefined;
	const [low = '', value = '', high = ''] = [line.t50.low, line.t50.value, line.t50.high].map(
		(day) => formatCount(day ?? 0)
	);
	const { many } = view.unit;
	const text =
		low === high
			? texts.findings.half(many, line.version, value)
			: texts.findings.halfWithin(many, line.version, value, low, high);
	return { text, table: view.table, categories: [line.version] };
}

/** The figure, with its change since the start of the range unless rounding could have made that. */
function sentenceOf({ text, unit, sinceStart, start }: Figure): string {
	if (!start || !sinceStart || !isMove(sinceStart)) return texts.findings.figure(text, unit);
	return texts.findings.moved(text, unit, sinceStart.text, formatPeriod(start));
}

function hasMoved({ start, sinceStart }: Figure): boolean {
	return start !== undefined && sinceStart !== undefined && isMove(sinceStart);
}

function isMove({ direction }: Change): boolean {
	return direction === 'up' || direction === 'down';
}

function placeOf({ table, categories }: Figure): Pick<Finding, 'table' | 'categories'> {
	return { table, categories };
}
