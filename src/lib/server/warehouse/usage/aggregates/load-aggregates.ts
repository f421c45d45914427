// Bulk loading of aggregated rows: each week of a file as a whole or not at all, and loading it again changes nothing.
import { parsePeriod } from '../../../../schema/period.ts';
import { toProblems } from '../../../../schema/problem.ts';
import { numericFields, toAggregateSchema } from '../../../../schema/usage/aggregates/aggregate.ts';
import type { SourceFile } from '../../../sources/source-file.ts';
import { SourceError } from '../../../sources/source-error.ts';
import type { Warehouse } from '../../connection.ts';
import type { InsertCounts } from '../../load/insert-heartbeats.ts';
import { judgeLines } from '../../load/judge-lines.ts';
import type { LoadResult } from '../../load/load-file.ts';
import { firstLineOf, openLines, toReadError } from '../../load/load-line.ts';
import { openRejectedFile, type RejectedFile } from '../../load/rejected-file.ts';
import { readStatement } from '../../statement.ts';
import { withNumbers } from '../csv-cells.ts';
import { openUsage, type UsageDataset } from '../usage-tables.ts';
import { replaceAggregates, weeksOf } from './aggregate-store.ts';
import { judgeWeek, type Line } from './judge-week.ts';

const batchRows = 8192;

/**
 * Loads one file of aggregated rows of `dataset`. A week takes the place of what was loaded of it; one that is not
 * complete, or does not add up, or has records of units, is refused with all of its rows.
 *
 * @throws {SourceError} when the file as a whole can't be loaded; the warehouse is then as before
 */
export async function loadAggregates(
	warehouse: Warehouse,
	dataset: UsageDataset,
	source: SourceFile
): Promise<LoadResult> {
	const rejectedFile = openRejectedFile(warehouse.folder, source);
	try {
		await openUsage(warehouse, dataset);
		await openLines(warehouse, source, 'usage_line_csv');
		const lines = await readLines(warehouse, dataset, source, rejectedFile);
		const counts = await warehouse.transaction(() =>
			keepWeeks(warehouse, dataset, lines, rejectedFile)
		);
		const result = { ...counts, ...rejectedFile.keep() };
		if (result.loaded + result.duplicate + result.rejected === 0) {
			throw new SourceError(`${source.name}: the file is empty`);
		}
		return result;
	} catch (error) {
		rejectedFile.discard();
		throw toReadError(error, source);
	}
}

/** The lines of a file that the schema accepts, in its order. */
async function readLines(
	warehouse: Warehouse,
	dataset: UsageDataset,
	source: SourceFile,
	rejectedFile: RejectedFile
): Promise<Line[]> {
	await warehouse.run(readStatement('usage_numbered'));
	const schema = toAggregateSchema(dataset);
	const numbers = numericFields(dataset);
	const firstLine = firstLineOf(source);
	const lines: Line[] = [];
	await judgeLines(
		warehouse,
		{ table: 'usage_line', batchRows, firstLine },
		(json) => {
			const result = schema.safeParse(source.format === 'csv' ? withNumbers(numbers, json) : json);
			return result.success ? { accepted: result.data } : { problems: toProblems(result.error) };
		},
		(accepted) => {
			for (const { line, value } of accepted) {
				lines.push({ line: line - 1 + firstLine, record: value });
			}
			return Promise.resolve();
		},
		(found) => {
			rejectedFile.append(found);
		}
	);
	return lines;
}

async function keepWeeks(
	warehouse: Warehouse,
	dataset: UsageDataset,
	lines: readonly Line[],
	rejectedFile: RejectedFile
): Promise<InsertCounts> {
	const ofUnits = await weeksOf(warehouse, dataset, 'units');
	const weeks = new Map<string, Line[]>();
	for (const one of lines) {
		const week = String(one.record['week']);
		const own = weeks.get(week);
		if (own) own.push(one);
		else weeks.set(week, [one]);
	}
	const counts = { loaded: 0, duplicate: 0, replaced: 0 };
	for (const [week, own] of weeks) {
		const { start } = parsePeriod(week);
		if (ofUnits.has(start)) {
			const reason = `expected a week without records of single ${dataset.unit.many}: a week has these or aggregated rows`;
			for (const { line } of own) rejectedFile.append([{ line, field: 'week', reason }]);
			continue;
		}
		const judged = judgeWeek(dataset, own);
		if ('problems' in judged) {
			for (const problems of judged.problems) rejectedFile.append(problems);
			continue;
		}
		const replaced = await replaceAggregates(warehouse, dataset, start, judged.rows);
		const loaded = replaced === undefined ? 0 : own.length - judged.repeated;
		counts.loaded += loaded;
		counts.duplicate += own.length - loaded;
		counts.replaced += replaced ?? 0;
	}
	return counts;
}
