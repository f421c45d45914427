// The method as Markdown, for a reader who has the file and not the site.
import { minimumCount, type Policy } from '../schema/policy.ts';
import type { TableView } from '../schema/table-view.ts';
import { observationCodes } from './columns.ts';

/** Says under which policy a table was made, what its states mean, how to read it and what is not claimed. */
export function toMethodText(view: TableView): string {
	const { policy, unit } = view;
	const { many, one } = unit;
	return `# How these numbers were made
${view.synthetic ? '\nThis is a synthetic sample: no real ' + one + ' is in it.\n' : ''}
Every number describes at least ${minimumCount(policy)} ${many}, and so does every group whose existence can be worked out from
all published numbers together. A hidden count below ${policy.k} may always be zero.

## Policy in force

${toTable(policy)}

Policy of ${view.periods.at(-1)?.id ?? 'the newest period'} or the newest release before it.

## States

| OBS_STATUS | CONF_STATUS | value | |
| --- | --- | --- | --- |
| A | F | a number | ${observationCodes.A} |
| B | F | a number | ${observationCodes.B}: do not compare it with the periods before |
| Q | C | empty | hidden: fewer than ${minimumCount(policy)}, maybe none, or protecting such a number |
| L | F | empty | ${observationCodes.L}: the release of the period is without this table |
| O | F | empty | ${observationCodes.O} for the whole period |

An empty value is never zero. The grid is dense: every category that is named anywhere in the range has a row in every
period, so an absent row says nothing.

## How to read it

- Each ${one} counts once per ${view.granularity}, with its last heartbeat in it, if it was active on ${policy.minActiveDays} days and first seen
  ${policy.minAgeDays} days before the end.
- ${roundingText(policy)}
- \`*\` is all of a dimension, \`other\` the merged rest; a version ending in \` other\` is the rest of that version.
- Categories of one dimension may include their parents (2 holds 2.1, which holds 2.1.33): add up one level only.
- Numbers are rounded one by one, so parts need not add up to their total.
- Shares are made from these numbers; they carry the same rounding.
${toNotes(view)}
## Not claimed

No differential privacy. No protection of ${many} whose attributes the reader already knows in full. Not every set of
hidden cells that could be picked is audited: lines, complements, nested groups and version ranges are. How much a number
changed between two periods may be known more closely than each number says.
`;
}

function toTable(policy: Policy): string {
	const rows = Object.entries(policy).map(([key, value]) => `| ${key} | ${value} |`);
	return ['| setting | value |', '| --- | --- |', ...rows].join('\n');
}

function roundingText({ base }: Policy): string {
	return base === 1
		? 'Counts are exact, so two periods can be subtracted from each other.'
		: `Counts are rounded to the nearest multiple of ${base}, ties up, each on its own.`;
}

function toNotes({ notes, breaks }: TableView): string {
	if (notes.length === 0) return '';
	const lines = notes.map(({ text }) => `- ${text}`);
	const first = breaks?.length ? [`First periods after a change: ${breaks.join(', ')}.`, ''] : [];
	return ['', '## Notes', '', ...first, ...lines, ''].join('\n');
}
