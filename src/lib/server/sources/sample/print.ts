// JSON with remarks, line by line.

/** Remarks, a line each; nothing of a sample may end one. */
export function comment(indent: string, lines: readonly string[]): string[] {
	return lines.map((line) => `${indent}// ${line.replace(/\s+/g, ' ')}`);
}

/** Items, each with the lines of comments before it, with commas between them. */
export function list(indent: string, items: readonly (readonly string[])[]): string[] {
	return items.flatMap((lines, at) =>
		lines.map((line, index) => {
			const isLast = at === items.length - 1 || index < lines.length - 1;
			return `${indent}${line}${isLast ? '' : ','}`;
		})
	);
}

/** A value on one line. */
export function inline(value: object): string {
	return JSON.stringify(value, null, ' ').replace(/\n\s*/g, ' ');
}

/** A text as JSON. */
export function text(value: string): string {
	return JSON.stringify(value);
}

/** An id as people read it: `home_servers` gives `Home servers`. */
export function toTitle(id: string): string {
	const words = id.replaceAll(/[-_]/g, ' ');
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
