// From the list of operations to an OpenAPI 3.1 document.
import { z } from 'zod';
import {
	createDocument,
	type ZodOpenApiContentObject,
	type ZodOpenApiOperationObject,
	type ZodOpenApiPathsObject,
	type ZodOpenApiResponsesObject
} from 'zod-openapi';
import { Explanation } from '../../explain/explanation.ts';
import { CsvMetadata } from '../../export/csv-metadata.ts';
import { TableJson } from '../../export/table-json.ts';
import { PublishedCell } from '../../schema/cell.ts';
import { Heartbeat } from '../../schema/heartbeat.ts';
import { PeriodId } from '../../schema/period.ts';
import { ProblemDetails } from '../../schema/problem.ts';
import { Certificate } from '../../schema/proof/certificate.ts';
import { Manifest } from '../../schema/release.ts';
import { Catalog } from '../published/catalog.ts';
import { otherStatuses, type Body, type Operation, type OtherStatus } from './operation.ts';

/** Variable parts of addresses. */
const pathParameters: Readonly<Record<string, z.ZodType>> = {
	dataset: z.string().meta({ description: 'Id of a dataset.', example: 'heartbeats' }),
	table: z.string().meta({ description: 'Id of a table.', example: 'version' }),
	period: PeriodId,
	chart: z.string().meta({ description: 'Id of a chart or a table.', example: 'version' })
};

/** What is named once and referred to. */
const named = {
	Catalog,
	Table: TableJson,
	Cell: PublishedCell,
	Explanation,
	CsvMetadata,
	Manifest,
	Certificate,
	Heartbeat
};

/** The document, with `base` before every path (empty: at the root of the site). */
export function toOpenApi(operations: readonly Operation[], base: string) {
	const paths: ZodOpenApiPathsObject = {};
	for (const operation of operations) {
		paths[operation.path] = {
			...paths[operation.path],
			[operation.method]: toOperation(operation)
		};
	}
	return createDocument({
		openapi: '3.1.0',
		info: {
			title: 'Murmuration',
			version: '1',
			description:
				'Published numbers of a fleet of self-hosted software. Every number describes at least k instances; what is hidden is not here. Where people have to sign in, everything but /v1/heartbeat, /healthz and /readyz is answered with 401 or 403 to those who have not, or may not; /metrics is read from listed addresses.'
		},
		servers: [{ url: base === '' ? '/' : base }],
		paths,
		components: { schemas: named }
	});
}

function toOperation(operation: Operation): ZodOpenApiOperationObject {
	const { path, tag, summary, description, query, request, otherParameters } = operation;
	const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
	const parts = names.map((name) => [name, pathParameters[name] ?? z.string()]);
	return {
		tags: [tag],
		summary,
		...(description !== undefined && { description }),
		requestParams: {
			...(names.length > 0 && {
				path: z.object(Object.fromEntries(parts) as Record<string, z.ZodType>)
			}),
			...(query && { query })
		},
		...(otherParameters !== undefined && {
			parameters: [
				{
					name: 'categories',
					in: 'query',
					description: otherParameters,
					style: 'form',
					explode: true,
					schema: { type: 'object', additionalProperties: { type: 'string' } }
				}
			]
		}),
		...(request && {
			requestBody: { required: true, content: { 'application/json': { schema: request } } }
		}),
		responses: toResponses(operation)
	};
}

function toResponses({ success, others, isPlain }: Operation): ZodOpenApiResponsesObject {
	const responses: ZodOpenApiResponsesObject = {};
	const bodies = Object.entries(success);
	if (bodies.length > 0) {
		const content: ZodOpenApiContentObject = {};
		for (const [type, body] of bodies) content[type] = toContent(body);
		responses['200'] = { description: 'As asked for.', content };
	} else {
		responses['204'] = { description: 'Done; there is nothing to say.' };
	}
	for (const status of others) responses[`${status}`] = toOther(status, isPlain);
	return responses;
}

function toOther(
	status: OtherStatus,
	isPlain = false
): NonNullable<ZodOpenApiResponsesObject[`${1 | 2 | 3 | 4 | 5}${string}`]> {
	const description = otherStatuses[status];
	if (status < 400) return { description };
	if (isPlain) return { description, content: { 'text/plain': { schema: z.string() } } };
	return { description, content: { 'application/problem+json': { schema: ProblemDetails } } };
}

function toContent(body: Body): { schema?: z.ZodType } {
	if (body === 'bytes') return {};
	return { schema: body === 'text' ? z.string() : body };
}
