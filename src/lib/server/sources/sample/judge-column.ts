// What a column of a sample can be in a definition: never one that could tell who sent it.
import { RecordTime } from '../../../schema/usage/record-time.ts';
import { RecordField } from '../../../schema/usage/record-definition.ts';
import { parseVersion } from '../../../schema/version.ts';
import { isList, type SampleColumn } from './read-sample.ts';

/** What a column is proposed as; `why` says on what grounds one is left out. */
export type Role =
	| { readonly kind: 'unit' | 'time' | 'version' | 'answer' | 'count' | 'amount' | 'code' | 'set' }
	| { readonly kind: 'refused'; readonly why: string };

/** Words of names whose values tell who somebody is, or where. */
const tellingNames = new Set(
	[
		'email mail ip address host hostname domain url uri phone user username login name first last',
		'country city region state zip postal timezone tz locale lat lon latitude longitude location',
		'mac ssid serial token key secret password title comment description message text note prompt',
		'path file repo repository branch customer company organization org tenant owner'
	]
		.join(' ')
		.split(' ')
);
const tellingValues: readonly (readonly [what: string, pattern: RegExp])[] = [
	['e-mail addresses', /^[^\s@]+@[^\s@]+\.[^\s@]+$/],
	['web addresses', /^[a-z][a-z0-9+.-]*:\/\//i],
	['network addresses', /^(\d{1,3}\.){3}\d{1,3}(:\d+)?$|^([0-9a-f]{1,4}:){3,7}[0-9a-f:]*$/i],
	['ids', /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i]
];
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const plainCode = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;
/** More different values than that are no list that people read. */
const mostCodes = 60;

/** What `column` can be in a record. */
export function judgeColumn(column: SampleColumn): Role {
	const { name, type, values } = column;
	const refuse = (why: string): Role => ({ kind: 'refused', why });
	if (/^(STRUCT|MAP|UNION|JSON)|\[\]$/.test(type) && !isList(type)) {
		return refuse('holds objects, and records are flat');
	}
	if (values.length === 0) return refuse('is empty in all records');
	if (values.every((one) => uuid.test(one)) && !isList(type)) return { kind: 'unit' };
	if (isTime(column)) return { kind: 'time' };
	const words = name.toLowerCase().split(/[^a-z0-9]+/);
	const telling = words.find((word) => tellingNames.has(word));
	if (telling !== undefined) return refuse(`may tell who or where somebody is (${telling})`);
	const found = tellingValues.find(([, pattern]) => values.some((one) => pattern.test(one)));
	if (found) return refuse(`holds ${found[0]}`);
	if (!RecordField.safeParse({ id: name, kind: 'answer' }).success) {
		return refuse('has a name that no field can have: expected lower_snake and no reserved word');
	}
	if (type === 'BOOLEAN') return { kind: 'answer' };
	if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/.test(type)) {
		if (values.some((one) => one.startsWith('-'))) return refuse('has values below 0');
		return { kind: /INT/.test(type) ? 'count' : 'amount' };
	}
	return judgeTexts(column, refuse);
}

function judgeTexts(
	{ type, known, distinct, values }: SampleColumn,
	refuse: (why: string) => Role
): Role {
	const versions = values.filter((one) => parseVersion(one) !== undefined).length;
	if (!isList(type) && versions > 0.8 * values.length) return { kind: 'version' };
	if (!values.every((one) => plainCode.test(one))) return refuse('holds free text');
	const different = isList(type) ? values.length : distinct;
	if (different > mostCodes || (different > 10 && different > known / 5)) {
		return refuse(`has ${different} different values, nearly one for each`);
	}
	return { kind: isList(type) ? 'set' : 'code' };
}

function isTime({ type, values }: SampleColumn): boolean {
	if (/^(DATE|TIMESTAMP)/.test(type)) return true;
	return type === 'VARCHAR' && values.every((one) => RecordTime.safeParse(one).success);
}
