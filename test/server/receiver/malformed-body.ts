// Requests that must be refused: bodies that are broken in every way that somebody thought of, and how they are sent.
import fc from 'fast-check';
import { heartbeat } from '../../support/heartbeats.ts';

/** One request and the only right answer to it. */
export interface Malformed {
	readonly kind: string;
	readonly body: Buffer;
	readonly status: 400 | 413 | 415;
	readonly contentType: string;
	/** `cut` closes the connection before the declared end; `slow` pauses between pieces. */
	readonly delivery: 'whole' | 'chunked' | 'slow' | 'cut';
}

const json = 'application/json';
const text = JSON.stringify(heartbeat(0xabcdef));
const objects = ['{', '"kodus":{', '"runtime":{', '"usage_7d":{', '"config":{'] as const;
const keys = ['instance_id', 'version', 'os', 'teams', 'integrations'] as const;
/** A field with its value, in the spelling of `text`. */
const field = /"(\w+)":("[^"]*"|\[[^\]]*\]|[^",{}[\]]+)/g;
const fields = [...text.matchAll(field)].map(({ 0: whole, 1: name = '' }) => ({ whole, name }));

/** JSON that no field takes. */
const badValue = fc.oneof(
	fc.constantFrom(
		...['{}', '{"a":1}', '[[]]', 'null', '[null]', '-1', '-0.5', '1e999', '-1e999', '1e30'],
		...['9007199254740993', '123456789012345678901234567890', `"${'x'.repeat(257)}"`],
		...['"\\ud800"', '"\\udc00x"', '"\\u0000"', '"a\\u0000b"', '{"__proto__":1}']
	),
	fc.integer({ min: 2, max: 1500 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
	fc.integer({ min: 1, max: 700 }).map((depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth))
);
const anyValue = fc.oneof(badValue, fc.constantFrom('1', '"x"', 'true', '[]', '"linux"', '0'));
const oddName = fc.oneof(
	fc.constantFrom(
		...['__proto__', 'constructor', 'prototype', 'toString', 'OS', '', 'a.b', 'x'.repeat(300)],
		...['00000000-0000-4000-8000-000000abcdef', '\u0000', '\ud800', 'kodus.version', '0']
	),
	fc.string({ unit: 'binary', maxLength: 40 })
);

const wrongValue = fc
	.tuple(fc.constantFrom(...fields), badValue)
	.map(([{ whole, name }, value]) => text.replace(whole, () => `"${name}":${value}`));
const missing = fc
	.constantFrom(...fields)
	.map(({ whole }) => text.replace(whole, '').replace(/,(?=[,}])|(?<=\{),/g, ''));
const unknownField = fc
	.tuple(fc.constantFrom(...objects), oddName, anyValue)
	.map(([object, name, value]) => insert(object, `${JSON.stringify(name)}:${value},`));
const duplicateKey = fc
	.tuple(fc.nat({ max: objects.length - 1 }), anyValue, fc.boolean())
	.map(([at, value, escaped]) =>
		insert(objects[at] ?? '{', `"${spell(keys[at] ?? '', escaped)}":${value},`)
	);
const truncated = fc.nat({ max: text.length - 1 }).map((length) => text.slice(0, length));
const otherJson = fc.oneof(fc.json(), fc.constantFrom('[]', '"x"', 'null', '[[]]', `[${text}]`));
const notJson = fc.oneof(
	fc.string(),
	fc.constantFrom(
		`\ufeff${text}`,
		`${text}${text}`,
		`${text},`,
		text.replaceAll('"', "'"),
		`${text}\0`
	)
);
const textual = { wrongValue, missing, unknownField, duplicateKey, truncated, otherJson, notJson };

/** Bytes that are not UTF-8, somewhere within a heartbeat or alone. */
const notUtf8 = fc
	.tuple(
		fc.nat({ max: text.length }),
		fc.constantFrom([0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf8], [0xc0, 0x80])
	)
	.map(([at, bytes]) =>
		Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.from(bytes), Buffer.from(text.slice(at))])
	);
const tooLarge = fc
	.integer({ min: 5121, max: 60_000 })
	.map((length) => Buffer.from(text.padEnd(length)));
const otherType = fc.constantFrom(
	'text/plain',
	'application/x-www-form-urlencoded',
	'application/json5',
	'application/json; charset=utf-16'
);

const bodies = fc.oneof(
	...Object.entries(textual).map(([kind, body]) =>
		body.map((sent) => ({ kind, body: Buffer.from(sent), status: 400 as const, contentType: json }))
	),
	notUtf8.map((body) => ({ kind: 'notUtf8', body, status: 400 as const, contentType: json })),
	tooLarge.map((body) => ({ kind: 'tooLarge', body, status: 413 as const, contentType: json })),
	otherType.map((contentType) => ({
		kind: 'otherType',
		body: Buffer.from(text),
		status: 415 as const,
		contentType
	}))
);
const delivery = fc.oneof(
	{ weight: 70, arbitrary: fc.constant('whole' as const) },
	{ weight: 28, arbitrary: fc.constant('chunked' as const) },
	{ weight: 1, arbitrary: fc.constant('slow' as const) },
	{ weight: 1, arbitrary: fc.constant('cut' as const) }
);

/** Requests of all kinds. */
export const malformed: fc.Arbitrary<Malformed> = fc
	.tuple(bodies, delivery)
	.map(([request, how]) => {
		const isLarge = request.body.length > 5120;
		return {
			...request,
			status: isLarge && request.status === 400 ? 413 : request.status,
			delivery: isLarge && how === 'cut' ? 'whole' : how
		};
	});

function insert(object: string, member: string): string {
	return text.replace(object, () => object + member);
}

/** The key as it is, or with its first letter as an escape. */
function spell(key: string, escaped: boolean): string {
	return escaped ? `\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}` : key;
}
