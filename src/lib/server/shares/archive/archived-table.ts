// The numbers of a chart as an HTML table; hidden, missing and a number stay three things.
import type { Card } from '../../../chart/cards/card.ts';
import { formatCount, formatShare } from '../../../chart/format.ts';
import type { Grid, GridCell } from '../../../chart/model/grid.ts';
import type { Heat } from '../../../chart/model/matrix/heat.ts';
import { texts } from '../../../texts/texts.ts';
import { escapeMarkup } from '../../../export/escape-markup.ts';

/** The table of a card, in a box that scrolls. */
export function archivedTable({ chart, grid, title, facts }: Card): string {
	const caption = escapeMarkup(`${title}, ${facts.range}`);
	const shown = chart.kind === 'heat' ? heatGrid(chart) : grid;
	return `<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead>${headsOf(shown)}</thead>
<tbody>
${shown.rows.map((row) => rowOf(row, shown.hiddenText)).join('\n')}
</tbody>
</table></div>`;
}

function headsOf({ corner, columns }: Grid): string {
	const heads = columns.map(({ group, label }) => {
		const above = group === undefined || group === '' ? '' : `${escapeMarkup(group)}<br>`;
		return `<th scope="col">${above}${escapeMarkup(label)}</th>`;
	});
	return `<tr><th scope="col">${escapeMarkup(corner)}</th>${heads.join('')}</tr>`;
}

function rowOf({ head, detail, cells }: Grid['rows'][number], hiddenText: string): string {
	const small = detail === '' ? '' : `<small>${escapeMarkup(detail)}</small>`;
	const written = cells.map((cell) => cellOf(cell, hiddenText)).join('');
	return `<tr><th scope="row">${escapeMarkup(head)}${small}</th>${written}</tr>`;
}

function cellOf({ status, text }: GridCell, hiddenText: string): string {
	switch (status) {
		case 'published':
			return `<td>${escapeMarkup(text)}</td>`;
		case 'hidden':
			return `<td class="hidden" title="${escapeMarkup(hiddenText)}"><span>${texts.readings.hidden}</span></td>`;
		case 'missing':
			return `<td class="missing"><span aria-hidden="true">–</span><span class="away">${texts.readings.noData}</span></td>`;
	}
}

function heatGrid({ down, columns, rows, measure, hiddenText }: Heat): Grid {
	const format = measure === 'share' ? formatShare : formatCount;
	return {
		corner: down,
		columns: columns.map(({ code, label }) => ({ key: code, label })),
		rows: rows.map(({ label, cells }) => ({
			head: label,
			detail: '',
			cells: cells.map((cell) => {
				const { value, status } = cell[measure];
				return { text: value === null ? '' : format(value), status };
			})
		})),
		hiddenText
	};
}
