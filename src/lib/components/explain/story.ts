// An explanation in the words of the dashboard: names instead of codes, numbers and periods as people read them.
import { capitalize, formatCount, formatPeriod } from '../../chart/format.ts';
import { labelOf } from '../../chart/model/partition.ts';
import type { Explanation, Remedy, RemedyStep } from '../../explain/explanation.ts';
import { margin, type CellStatus } from '../../schema/cell.ts';
import { parsePeriod } from '../../schema/period.ts';
import type { TableView } from '../../schema/table-view.ts';
import { texts } from '../../texts/texts.ts';

/** A number near a hidden cell; `step` says how its group differs, `href` is below the root of the site. */
export interface StoryRemedy {
	readonly name: string;
	readonly step: string;
	readonly count: string;
	readonly href: string;
}

/** One cell explained; `count` is empty unless it is published. */
export interface Story {
	readonly name: string;
	readonly where: string;
	readonly status: CellStatus;
	readonly reason: string;
	readonly count: string;
	readonly remedies: readonly StoryRemedy[];
}

/** Hidden cells that stand together in one mark, each with the address that explains it. */
export interface Choice {
	readonly name: string;
	readonly where: string;
	readonly cells: readonly { readonly name: string; readonly href: string }[];
}

/** Explains hidden cells over the page: one by the address that explains it, or one to be chosen out of several. */
export interface Explain {
	readonly cell: (href: string) => void;
	readonly choice: (choice: Choice) => void;
}

const stepNames: Readonly<Record<RemedyStep, string>> = texts.remedies.steps;

/** Puts an explanation of a cell of `view` into words. */
export function toStory(explanation: Explanation, view: TableView): Story {
	const { period, categories, status, reason, value } = explanation;
	const countOf = (count: number) => `${formatCount(count)} ${view.unit.many}`;
	const toRemedy = (remedy: Remedy): StoryRemedy => ({
		name: [
			nameOf(remedy.categories, view),
			...(remedy.period === period ? [] : [whenOf(remedy.period)])
		].join(', '),
		step: capitalize(remedy.steps.map((step) => stepNames[step]).join(texts.remedies.and)),
		count: countOf(remedy.value),
		href: remedy.href
	});
	return {
		name: nameOf(categories, view),
		where: `${view.title}, ${whenOf(period)}`,
		status,
		reason: reason.text,
		count: value === null ? '' : countOf(value),
		remedies: explanation.remedies.map(toRemedy)
	};
}

function whenOf(period: string): string {
	return formatPeriod(parsePeriod(period));
}

/** `Version 2.1.33, Deployment Kubernetes`: the categories of a group, without margins. */
function nameOf(categories: Explanation['categories'], view: TableView): string {
	const names = view.dimensions.flatMap((dimension) => {
		const code = categories[dimension.id] ?? margin;
		return code === margin ? [] : [`${dimension.title} ${labelOf(dimension, code)}`];
	});
	return names.length === 0 ? texts.remedies.all(view.unit.many) : names.join(', ');
}
