// A small, strict reader of XML: what it can't read is not well-formed.

/** An element with its own text, without that of its children. */
export interface Element {
	readonly name: string;
	readonly attributes: ReadonlyMap<string, string>;
	text: string;
}

const entities: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	'#39': "'"
};

/**
 * Reads every element in document order. Declarations, processing instructions and comments are errors, as the
 * documents it is for have none.
 */
export function readXml(document: string): Element[] {
	const elements: Element[] = [];
	const open: Element[] = [];
	const tokens = document.trim().match(/<[^<>]*>|[^<>]+|[<>]/g) ?? [];
	for (const token of tokens) {
		const end = /^<\/([A-Za-z]+)>$/.exec(token)?.[1];
		const start = /^<([A-Za-z]+)((?:\s+[A-Za-z:-]+="[^"<]*")*)\s*(\/?)>$/.exec(token);
		if (end !== undefined) {
			if (open.pop()?.name !== end) throw new Error(`</${end}> closes nothing`);
		} else if (start) {
			const [, name = '', attributes = '', empty] = start;
			if (elements.length > 0 && open.length === 0) throw new Error('more than one root');
			const element = { name, attributes: readAttributes(attributes), text: '' };
			elements.push(element);
			if (empty === '') open.push(element);
		} else {
			const inside = open.at(-1);
			if (!inside || /[<>]/.test(token)) throw new Error(`not well-formed: ${token}`);
			inside.text += decode(token);
		}
	}
	if (open.length > 0) throw new Error(`<${open.at(-1)?.name ?? ''}> stays open`);
	return elements;
}

function readAttributes(text: string): Map<string, string> {
	const found = [...text.matchAll(/([A-Za-z:-]+)="([^"]*)"/g)];
	const attributes = new Map(found.map(([, name = '', value = '']) => [name, decode(value)]));
	if (attributes.size < found.length) throw new Error(`an attribute twice: ${text}`);
	return attributes;
}

function decode(text: string): string {
	return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
		const letter = whole.endsWith(';') ? entities[name] : undefined;
		if (letter === undefined) throw new Error(`no such entity: ${whole}`);
		return letter;
	});
}
