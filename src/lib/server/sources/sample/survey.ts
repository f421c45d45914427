// What a definition needs to know of a sample: which of its columns are what, and numbers of units behind values.
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { judgeColumn } from './judge-column.ts';
import { isList, quote, readSample, type SampleColumn } from './read-sample.ts';

/** A column that becomes a field. */
export interface SurveyedField {
	readonly id: string;
	readonly kind: 'version' | 'answer' | 'count' | 'amount' | 'code' | 'set';
	readonly optional: boolean;
	/** Values of a code or set that enough units have; `more` counts the others. */
	readonly codes: readonly string[];
	readonly more: number;
	/** Of a number: quarters, and what 99 of 100 stay below. */
	readonly quantiles: readonly number[];
}

/** A column that does not. */
export interface LeftOut {
	readonly name: string;
	readonly why: string;
}

/** All who have a value of the first field also have one of the second. */
export interface Nested {
	readonly fields: readonly [string, string];
	readonly values: readonly [string, string];
}

/** A sample as far as a definition is concerned. */
export interface Survey {
	readonly rows: number;
	readonly units: number;
	readonly unit: string | undefined;
	readonly time: string | undefined;
	readonly isOnePerWeek: boolean;
	readonly fields: readonly SurveyedField[];
	readonly leftOut: readonly LeftOut[];
	/** Groups within each other: every unit with a value of one field also has a value of another, as far as is seen. */
	readonly nested: readonly Nested[];
}

/** A value that fewer units have is not written down: it may be the name of something that only they have. */
const leastUnits = 10;
/** Fewer units are within a group by chance. */
const leastNested = 20;

const One = z.object({ n: z.coerce.number() });
const Coded = z.array(z.object({ value: z.string(), n: z.coerce.number() }));
const Quantiles = z.object({ at: z.array(z.coerce.number()).nullable() });
const Pairs = z.array(
	z.object({
		fields: z.tuple([z.string(), z.string()]),
		values: z.tuple([z.string(), z.string()])
	})
);

/** @throws {SourceError} as `readSample` does */
export async function surveySample(connection: DuckDBConnection, file: string): Promise<Survey> {
	const { columns, rows } = await readSample(connection, file);
	const judged = columns.map((column) => ({ column, role: judgeColumn(column) }));
	const unit = pick(judged, 'unit', /unit|instance|install|device|server|account|uuid|id/);
	const time = pick(judged, 'time', /week|sent|received|reported|seen|at$/);
	const all = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS();
	const unitSql = unit === undefined ? 'rowid' : quote(unit);
	const units = One.parse((await all(`SELECT count(DISTINCT ${unitSql}) AS n FROM sample`))[0]).n;
	const fields: SurveyedField[] = [];
	const leftOut: LeftOut[] = [];
	for (const { column, role } of judged) {
		const { name, known } = column;
		if (name === unit || name === time) continue;
		if (role.kind === 'refused') leftOut.push({ name, why: role.why });
		else if (role.kind === 'unit') leftOut.push({ name, why: 'holds ids' });
		else if (role.kind === 'time') leftOut.push({ name, why: 'holds moments, and one is enough' });
		else {
			const isCoded = role.kind === 'code' || role.kind === 'set';
			const values = isCoded ? Coded.parse(await all(codesOf(column, unitSql))) : [];
			const codes = values.filter(({ n, value }) => n >= leastUnits && value !== 'other');
			if (isCoded && codes.length === 0) {
				leftOut.push({ name, why: `has no value that ${leastUnits} units have` });
				continue;
			}
			fields.push({
				id: name,
				kind: role.kind,
				optional: known < rows,
				codes: codes.map(({ value }) => value).sort(),
				more: values.length - codes.length,
				quantiles:
					role.kind === 'count' || role.kind === 'amount'
						? (Quantiles.parse((await all(quantilesOf(name)))[0]).at ?? [])
						: []
			});
		}
	}
	const isOnePerWeek =
		unit === undefined || time === undefined || (await isOneEach(all, unit, time));
	const nested = Pairs.parse(await all(nestedOf(fields, unitSql, units)));
	return { rows, units, unit, time, isOnePerWeek, fields, leftOut, nested };
}

function pick(
	judged: readonly { column: SampleColumn; role: { kind: string } }[],
	kind: string,
	name: RegExp
): string | undefined {
	const fit = judged.filter(({ role }) => role.kind === kind).map(({ column }) => column);
	const best = fit.toSorted((a, b) => b.distinct - a.distinct);
	return (best.find((one) => name.test(one.name.toLowerCase())) ?? best[0])?.name;
}

function codesOf({ name, type }: SampleColumn, unit: string): string {
	const item = isList(type) ? `unnest(${quote(name)})` : quote(name);
	return `SELECT value, count(DISTINCT unit) AS n FROM (SELECT ${unit} AS unit, ${item}::VARCHAR AS value FROM sample)
		WHERE value IS NOT NULL GROUP BY value`;
}

function quantilesOf(name: string): string {
	return `SELECT quantile_disc(${quote(name)}::DOUBLE, [0.25, 0.5, 0.75, 0.99]) AS at FROM sample`;
}

/** Whether hardly any unit has two records of the same moment. */
async function isOneEach(
	all: (sql: string) => Promise<unknown[]>,
	unit: string,
	time: string
): Promise<boolean> {
	const again = `SELECT count(*) - count(DISTINCT (${quote(unit)}, ${quote(time)})) AS n FROM sample`;
	const rows = 'SELECT count(*) AS n FROM sample';
	return One.parse((await all(again))[0]).n < 0.05 * One.parse((await all(rows))[0]).n;
}

/** Pairs of values of two fields where every unit that has the one has the other, and not everybody has that. */
function nestedOf(fields: readonly SurveyedField[], unit: string, units: number): string {
	const items = fields
		.filter(({ kind }) => kind === 'code' || kind === 'set' || kind === 'answer')
		.map(({ id, kind }) => {
			const value = kind === 'set' ? `unnest(${quote(id)})` : quote(id);
			return `SELECT DISTINCT ${unit}::VARCHAR AS unit, '${id}' AS field, ${value}::VARCHAR AS value FROM sample`;
		});
	if (items.length === 0) return "SELECT ['', ''] AS fields, ['', ''] AS values WHERE false";
	return `WITH item AS (${items.join(' UNION ALL ')}),
		size AS (SELECT field, value, count(*) AS n FROM item WHERE value IS NOT NULL GROUP BY ALL),
		pair AS (
			SELECT a.field AS a_field, a.value AS a_value, b.field AS b_field, b.value AS b_value, count(*) AS n
			FROM item AS a JOIN item AS b USING (unit)
			WHERE a.field <> b.field
			GROUP BY ALL
		)
		SELECT [a_field, b_field] AS fields, any_value([a_value, b_value] ORDER BY pair.n DESC, a_value, b_value) AS values
		FROM pair
		JOIN size AS small ON small.field = a_field AND small.value = a_value AND small.n = pair.n
		JOIN size AS large ON large.field = b_field AND large.value = b_value
		WHERE small.n >= ${leastNested} AND large.n < ${units}
		GROUP BY a_field, b_field
		ORDER BY fields`;
}
