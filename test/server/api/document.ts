// The description of the API as a test reads it: from the JSON alone, by code that did not make it.
import { z } from 'zod';

const Media = z.object({ schema: z.record(z.string(), z.unknown()).optional() });
const Response = z.object({
	description: z.string().min(1),
	content: z.record(z.string(), Media).optional()
});
const Parameter = z.object({
	name: z.string().min(1),
	in: z.enum(['path', 'query', 'header', 'cookie']),
	required: z.boolean().optional(),
	schema: z.record(z.string(), z.unknown())
});
const Operation = z.object({
	tags: z.array(z.string()).min(1),
	summary: z.string().min(1),
	parameters: z.array(Parameter).optional(),
	requestBody: z.object({ required: z.boolean(), content: z.record(z.string(), Media) }).optional(),
	responses: z.record(z.string().regex(/^[1-5]\d\d$/), Response)
});

/** The parts of OpenAPI 3.1 that are used, after https://spec.openapis.org/oas/v3.1.0. */
export const OpenApi = z.object({
	openapi: z.literal('3.1.0'),
	info: z.object({ title: z.string().min(1), version: z.string().min(1) }),
	servers: z.array(z.object({ url: z.string().min(1) })),
	paths: z.record(
		z.string().startsWith('/'),
		z.strictObject({ get: Operation.optional(), post: Operation.optional() })
	),
	components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) })
});
export type OpenApi = z.infer<typeof OpenApi>;
export type Operation = z.infer<typeof Operation>;

/** What the document says a body has to be, ready to judge one. */
export function judgeOf(document: OpenApi, schema: unknown): z.ZodType {
	const local = (value: unknown): unknown =>
		JSON.parse(JSON.stringify(value).replaceAll('#/components/schemas/', '#/$defs/'));
	const whole = { $defs: local(document.components.schemas), ...(local(schema) as object) };
	return z.fromJSONSchema(whole as Parameters<typeof z.fromJSONSchema>[0]);
}

/** Every `$ref` anywhere in the document. */
export function referencesOf(document: OpenApi): string[] {
	return [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, name = '']) => name);
}
