// The ways from a hidden cell to published numbers of groups that hold it.
import { combinations, isRest, margin } from '../schema/cell.ts';
import type { TableView, ViewDimension } from '../schema/table-view.ts';
import type { Remedy, RemedyStep } from './explanation.ts';
import { ancestorsOf, placeLink } from './place-link.ts';
import { groupOf, isSetTable, placesOf, type Group, type Place } from './place.ts';

/** What one side of a cell, its period or a dimension, may be exchanged for; `step` is unset where it stays. */
interface Choice {
	readonly step?: RemedyStep;
	/** How much of the cell is lost; a longer period lies between one category level and two. */
	readonly distance: number;
	readonly period?: string;
	readonly group?: Group;
}

/** A group that holds the cell. `path` is equal for those that differ in category levels only. */
interface Candidate {
	readonly steps: readonly RemedyStep[];
	readonly distance: number;
	readonly path: string;
	readonly place: Place;
}

const levelDistance = 2;
const periodDistance = 3;
const noDimension: Choice = { step: 'fewer-dimensions', distance: 6 };

/**
 * The published numbers nearest to the hidden cell at `categories`: one step away, or, when no single step leads to
 * a number, as few steps as needed. Of several category levels only the finest that is shown. The count of all units
 * is never offered for a category, since it says nothing about it.
 *
 * @param view the table of the cell, over its period
 * @param published tables of that period, and of periods that overlap it and are longer, each over one period
 * @returns nearest first; longer periods in the order of `published`
 */
export function findRemedies(
	view: TableView,
	categories: readonly string[],
	published: readonly TableView[]
): Remedy[] {
	const period = view.periods[0]?.id ?? '';
	const placeOf = placesOf(published);
	const isLasting = !view.dimensions.some(
		({ additive }, index) => additive && isRest(categories[index] ?? margin)
	);
	const sides = [
		periodChoices(view, period, isLasting ? published : []),
		...dimensionChoices(view, categories)
	];
	const candidates = combinations(sides).flatMap((choices): Candidate[] => {
		const steps = choices.flatMap(({ step }) => step ?? []);
		const group = Object.assign({}, ...choices.map((choice) => choice.group)) as Group;
		const isAllUnits = Object.keys(group).length === 0;
		if (steps.length === 0 || (isAllUnits && steps.includes('fewer-dimensions'))) return [];
		const place = placeOf(choices[0]?.period ?? period, group);
		if (!place) return [];
		const distance = choices.reduce((sum, choice) => sum + choice.distance, 0);
		const path = choices.map((choice) => `${choice.step ?? ''} ${choice.period ?? ''}`).join('|');
		return [{ steps, distance, path, place }];
	});
	const fewest = Math.min(...candidates.map(({ steps }) => steps.length));
	const nearest = candidates
		.filter(({ steps }) => steps.length === fewest)
		.sort((a, b) => a.distance - b.distance);
	const paths = nearest.map(({ path }) => path);
	return nearest.filter(({ path }, index) => paths.indexOf(path) === index).map(toRemedy);
}

function periodChoices(
	{ granularity }: TableView,
	period: string,
	published: readonly TableView[]
): Choice[] {
	const longer = published.filter((other) => other.granularity !== granularity);
	const ids = new Set(longer.flatMap(({ periods }) => periods.map(({ id }) => id)));
	return [
		{ distance: 0, period },
		...[...ids].map((id) => ({
			step: 'longer-period' as const,
			distance: periodDistance,
			period: id
		}))
	];
}

/** For each dimension its own category, those above it, and none; a question of a set goes with its answer. */
function dimensionChoices(view: TableView, categories: readonly string[]): Choice[][] {
	const group = groupOf(view, categories);
	const questions = isSetTable(view) ? view.dimensions.slice(0, 2) : [];
	return [questions, ...view.dimensions.slice(questions.length).map((one) => [one])]
		.map((dimensions) => dimensions.filter(({ id }) => group[id] !== undefined))
		.filter((dimensions) => dimensions.length > 0)
		.map((dimensions) => {
			const own = Object.fromEntries(dimensions.map(({ id }) => [id, group[id] ?? margin]));
			return [{ distance: 0, group: own }, ...coarserChoices(dimensions, own), noDimension];
		});
}

/** The category levels above a category; the codes of a set and its answers have none. */
function coarserChoices(dimensions: readonly ViewDimension[], own: Group): Choice[] {
	return dimensions.flatMap((dimension) =>
		ancestorsOf(dimension, own[dimension.id] ?? margin).map((ancestor, level) => ({
			step: 'coarser-category' as const,
			distance: (level + 1) * levelDistance,
			group: { ...own, [dimension.id]: ancestor }
		}))
	);
}

function toRemedy({ steps, place }: Candidate): Remedy {
	const { view, cell } = place;
	return {
		steps: [...steps],
		table: view.table,
		period: cell.period,
		categories: Object.fromEntries(
			view.dimensions.map(({ id }, index) => [id, cell.categories[index] ?? margin])
		),
		value: cell.value,
		href: placeLink(place)
	};
}
