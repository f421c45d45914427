// The figures of an overview: which cells of which tables answer what people ask first.
import { isRest, margin } from '../../../schema/cell.ts';
import type { TableView } from '../../../schema/table-view.ts';
import { isUnknown, labelOf } from '../partition.ts';
import { isAnswered } from '../reach.ts';
import { readingsOf } from '../reading.ts';
import { versionsOf } from '../versions/at-least.ts';
import { totalOf, type Subject } from './figure.ts';
import { texts } from '../../../texts/texts.ts';

/** All units; `undefined` without a table of one additive dimension. */
export function totalSubject(views: readonly TableView[]): Subject | undefined {
	const view = views.find(
		({ sum, dimensions: [first, ...rest] }) => !sum && first?.additive && rest.length === 0
	);
	if (!view) return undefined;
	const { many } = view.unit;
	return {
		id: 'total',
		label: texts.figures.active(many),
		unit: many,
		view,
		categories: totalOf(view)
	};
}

/** What all units together did, for each table of sums of one dimension. */
export function sumSubjects(views: readonly TableView[]): Subject[] {
	return views
		.filter(({ sum, dimensions }) => sum && dimensions.length === 1)
		.map((view) => ({
			id: view.measure,
			label: view.title,
			unit: view.unit.many,
			view,
			categories: totalOf(view)
		}));
}

/** The newest minor that has a number of its own in the newest released period. */
export function newestMinorSubject(views: readonly TableView[]): Subject | undefined {
	const view = views.find(({ table }) => table === 'version');
	const minor = view && minorsOf(view)[0];
	return minor ? toMinorSubject(view, minor, 'newest-minor', texts.figures.newestMinor) : undefined;
}

/** The oldest minor that has a number of its own, where that is not the newest. */
export function oldestMinorSubject(views: readonly TableView[]): Subject | undefined {
	const view = views.find(({ table }) => table === 'version');
	const minors = view ? minorsOf(view) : [];
	const minor = minors.length > 1 ? minors.at(-1) : undefined;
	return view && minor
		? toMinorSubject(view, minor, 'oldest-minor', texts.figures.oldestMinor)
		: undefined;
}

/** Named platforms that have a number in the newest released period, the largest first. */
export function platformSubjects(views: readonly TableView[]): Subject[] {
	const view = views.find(({ table }) => table === 'deployment');
	const [dimension] = view?.dimensions ?? [];
	if (!view || !dimension) return [];
	return byNumber(
		view,
		dimension.categories
			.filter(({ code }) => !isRest(code) && !isUnknown(code))
			.map(({ code }) => {
				const name = labelOf(dimension, code);
				return {
					id: 'platform',
					label: name,
					unit: texts.figures.runOn(view.unit.many, name),
					view,
					categories: [code],
					whole: [margin]
				};
			})
	);
}

/** Features that have a number in the newest released period of their table. */
export function featureSubjects(views: readonly TableView[]): Subject[] {
	return views.filter(isAnswered).flatMap((view) => {
		const [dimension, ...others] = view.dimensions;
		if (!dimension || others.length > 1) return [];
		const toSubject = (name: string, path: readonly string[]): Subject => ({
			id: 'feature',
			label: name,
			unit: texts.figures.use(view.unit.many, name),
			view,
			categories: [...path, 'yes'],
			whole: [...path, margin]
		});
		const subjects =
			others.length === 0
				? [toSubject(dimension.title.replace(/ enabled$/, ''), [])]
				: dimension.categories.map(({ code }) => toSubject(labelOf(dimension, code), [code]));
		return byNumber(view, subjects);
	});
}

function minorsOf(view: TableView): string[] {
	return versionsOf(view).filter((code) => /^\d+\.\d+$/.test(code));
}

function toMinorSubject(view: TableView, minor: string, id: string, label: string): Subject {
	const unit = texts.figures.runVersion(view.unit.many, minor);
	return { id, label, unit, view, categories: [minor], whole: [margin] };
}

/** Those with a published number in the newest released period, by it; of equals in their own order. */
function byNumber(view: TableView, subjects: readonly Subject[]): Subject[] {
	const period = view.cells.findLast(({ status }) => status !== 'missing')?.period ?? '';
	const readingOf = readingsOf(view);
	return subjects
		.flatMap((subject) => {
			const { value } = readingOf(period, subject.categories);
			return value === null ? [] : [{ subject, value }];
		})
		.sort((a, b) => b.value - a.value)
		.map(({ subject }) => subject);
}
