// The legends of charts about releases.
import { formatPeriod } from '../format.ts';
import type { Adoption } from '../model/versions/adoption.ts';
import type { AtLeast } from '../model/versions/at-least.ts';
import { toAdoptionGrid } from '../model/versions/words.ts';
import { estimateText } from '../draw/reading-text.ts';
import type { LegendEntry } from './legend.ts';
import { texts } from '../../texts/texts.ts';

/** A line for each release, newest first, with the days it took to half of all units. */
export function adoptionEntries(adoption: Adoption): LegendEntry[] {
	const days = toAdoptionGrid(adoption).rows.map(({ cells }) => cells[0]?.text ?? '');
	return adoption.lines.toReversed().map(({ tone, label }, index) => ({
		mark: tone,
		label,
		value: texts.pictures.half(days[index] ?? '')
	}));
}

/** What is certain and what is possible, in the newest released period. */
export function atLeastEntries(chart: AtLeast): LegendEntry[] {
	const { newest, version, measure, hiddenText } = chart;
	const when = newest ? `, ${formatPeriod(newest.period)}` : '';
	const value = newest ? estimateText(newest.atLeast[measure], measure, hiddenText) : '';
	return [
		{
			mark: { kind: 'ramp', position: 1 },
			label: `${texts.readings.orNewer(version)}${when}`,
			value
		},
		{ mark: { kind: 'hatch' }, label: texts.drawing.possibleBeyond, value: '' }
	];
}
