// Text that has to fit: broken into lines, or cut. How wide a text is depends on the font, so measuring is an argument.

/** How a line of text looks. `lineHeight` and `size` are in pixels. */
export interface TextStyle {
	readonly size: number;
	readonly weight: 400 | 600;
	readonly lineHeight: number;
	readonly ink: 'text' | 'muted';
}

/** Width of a text in pixels. */
export type MeasureText = (text: string, style: TextStyle) => number;

/** Breaks a text between words so that each line fits into `width`; a word that is too long is cut. */
export function toLines(
	text: string,
	style: TextStyle,
	width: number,
	measure: MeasureText
): string[] {
	return joinToLines(text.split(' '), ' ', style, width, measure);
}

/** Joins whole phrases to lines that fit into `width`, so that none is torn; one that is too long is cut. */
export function joinToLines(
	phrases: readonly string[],
	separator: string,
	style: TextStyle,
	width: number,
	measure: MeasureText
): string[] {
	const lines: string[] = [];
	for (const phrase of phrases.map((one) => cut(one, style, width, measure))) {
		const last = lines.at(-1);
		const longer = last === undefined ? phrase : `${last}${separator}${phrase}`;
		if (last !== undefined && measure(longer, style) <= width) lines[lines.length - 1] = longer;
		else lines.push(phrase);
	}
	return lines;
}

/** The text, or as much of its beginning as fits into `width` with an ellipsis. */
export function cut(text: string, style: TextStyle, width: number, measure: MeasureText): string {
	if (measure(text, style) <= width) return text;
	const letters = Array.from(text);
	while (letters.length > 0 && measure(`${letters.join('')}…`, style) > width) letters.pop();
	return `${letters.join('').trimEnd()}…`;
}
