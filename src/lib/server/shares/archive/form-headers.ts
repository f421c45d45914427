// What is sent with each form of an archived chart.
import type { Share } from '../../../schema/share.ts';
import type { Form } from '../gate/locked-query.ts';

const contentTypes: Readonly<Record<Form, string>> = {
	html: 'text/html; charset=utf-8',
	svg: 'image/svg+xml; charset=utf-8',
	png: 'image/png',
	csv: 'text/csv; charset=utf-8; header=present',
	json: 'application/json; charset=utf-8'
};

/** What may do nothing wherever it is opened. */
export const inertPolicy = "default-src 'none'; sandbox";

/** An SVG that is opened on its own may do nothing. */
export const svgPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The headers of a form; `policy` of a page is its own. */
export function toHeaders(
	{ chart, query }: Pick<Share, 'chart' | 'query'>,
	form: Form,
	policy = inertPolicy
): Record<string, string> {
	const name = [chart, ...new Set([query['from'] ?? '', query['to'] ?? ''])].join('-');
	const disposition = form === 'csv' ? 'attachment' : 'inline';
	return {
		'content-type': contentTypes[form],
		'content-security-policy': form === 'svg' ? svgPolicy : policy,
		...(form !== 'html' && { 'content-disposition': `${disposition}; filename="${name}.${form}"` })
	};
}
