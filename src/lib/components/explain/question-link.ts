// Links from hidden cells to what explains them.
import { resolve } from '$app/paths';
import type { Card } from '../../chart/cards/card.ts';
import { capitalize, formatPeriod } from '../../chart/format.ts';
import { hiddenAt, questionOf, type Questions } from '../../chart/read/questions.ts';
import type { Place } from '../../chart/read/walk.ts';
import type { Choice } from './story.ts';

/** Finds the address that explains the cell of a row, by its head, and a column, by its key. */
export const questionLink =
	(questions: Questions) =>
	(row: string, column: string): string | undefined => {
		const path = questionOf(questions, row, column);
		return path === undefined ? undefined : resolve(path as `/tables/${string}`);
	};

/** The hidden cells that a mark of a chart stands for, with their addresses; none where nothing is hidden. */
export function choiceAt(
	{ chart, grid, questions, title }: Card,
	place: Place,
	linkOf: (row: string, column: string) => string | undefined
): Choice {
	const { row, columns } = hiddenAt(chart, questions, place);
	const cells = columns.flatMap((key) => {
		const href = linkOf(row, key);
		const name = grid.columns.find((column) => column.key === key)?.label ?? row;
		return href === undefined ? [] : [{ name, href }];
	});
	const period = chart.kind === 'stack' ? chart.periods[place.step] : undefined;
	const where = [title, ...(period ? [formatPeriod(period)] : [])].join(', ');
	const band = chart.kind === 'stack' ? chart.bands[place.band ?? -1] : undefined;
	return { name: capitalize(band?.label ?? ''), where, cells };
}
