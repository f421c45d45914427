// Whole releases, their proofs, and this description itself.
import { z } from 'zod';
import { Certificate } from '../../schema/proof/certificate.ts';
import { SavedRelease } from '../../schema/release.ts';
import type { Operation } from './operation.ts';

const others = [304, 400, 404] as const;

export const releases: readonly Operation[] = [
	{
		method: 'get',
		tag: 'Releases',
		path: '/api/v1/releases/{dataset}/{period}',
		summary: 'One whole release: manifest with policy and audit, and all cells',
		success: { 'application/json': SavedRelease },
		others
	},
	{
		method: 'get',
		tag: 'Releases',
		path: '/api/v1/releases/{dataset}/{period}/certificate',
		summary: 'The proof of a release: imaginary fleets that agree with every published number',
		success: { 'application/json': Certificate },
		others
	},
	{
		method: 'get',
		tag: 'Releases',
		path: '/api/v1/openapi.json',
		summary: 'This description',
		success: { 'application/json': z.looseObject({ openapi: z.literal('3.1.0') }) },
		others: [304]
	}
];
