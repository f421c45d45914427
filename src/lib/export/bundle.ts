// A table as one file to keep: numbers, what the columns mean, how they were made, and how to load them.
import { strToU8, zipSync } from 'fflate';
import type { TableView } from '../schema/table-view.ts';
import { toCsvMetadata } from './csv-metadata.ts';
import { toCsv } from './csv.ts';
import { toMethodText } from './method-text.ts';
import { duckdbQuery, pandasLine, rLine } from './one-liners.ts';

/**
 * Packs a view as ZIP: `{table}.csv`, `{table}.csv-metadata.json`, `METHOD.md` and `README.md`. The same view gives the
 * same bytes.
 */
export function toBundle(view: TableView): Uint8Array<ArrayBuffer> {
	const csv = `${view.table}.csv`;
	const texts = {
		[csv]: toCsv(view),
		[`${csv}-metadata.json`]: `${JSON.stringify(toCsvMetadata(view, csv), null, '\t')}\n`,
		'METHOD.md': toMethodText(view),
		'README.md': toReadme(view, csv)
	};
	const files: Record<string, Uint8Array> = {};
	for (const [name, text] of Object.entries(texts)) files[name] = strToU8(text);
	return Uint8Array.from(zipSync(files, { mtime: earliest(), level: 9 }));
}

/** The first moment that a ZIP can hold; it holds local time, so the bytes are the same in every zone. */
function earliest(): Date {
	return new Date(1980, 0, 1);
}

function toReadme(view: TableView, csv: string): string {
	const [first, last] = [view.periods[0]?.id ?? '', view.periods.at(-1)?.id ?? ''];
	return `# ${view.title}

Table \`${view.table}\` of the dataset \`${view.dataset}\`, ${first} to ${last}, by ${view.granularity}.

- \`${csv}\`: one row per period and combination of ${view.dimensions.map(({ id }) => `\`${id}\``).join(' and ')}.
- \`${csv}-metadata.json\`: what each column holds (CSV on the Web).
- \`METHOD.md\`: how the numbers were made and how to read them.

Address columns by name. Keep three states apart: a number, hidden (\`OBS_STATUS\` Q) and missing (O); the last two have an
empty value, which is not zero.

## Load it

\`\`\`python
${pandasLine(csv)}
\`\`\`

\`\`\`r
${rLine(csv)}
\`\`\`

\`\`\`sql
${duckdbQuery(csv)}; -- DuckDB
\`\`\`

A text that begins with a single quote is one that a spreadsheet would take for a formula.
`;
}
