// The digest that ties a certificate to its release.
import type { PublishedCell } from '../cell.ts';
import type { Manifest } from '../release.ts';
import { sha256 } from './sha256.ts';

/**
 * SHA-256, in hexadecimal, of what a release says: its period, policy, categories, tables and cells. The order of
 * cells does not matter; file names, versions and the audit summary are left out.
 */
export function releaseDigest(
	manifest: Omit<Manifest, 'parts'>,
	cells: readonly PublishedCell[]
): string {
	const { dataset, granularity, period, policy, dimensions, tables, sums } = manifest;
	const said: unknown[] = [dataset, granularity, period, sortKeys(policy), dimensions, tables];
	if (sums) said.push(sums);
	const lines = cells.map(({ table, categories, measure, value, status, step }) =>
		JSON.stringify([table, categories, measure, value, status, ...(step ? [step] : [])])
	);
	return sha256([JSON.stringify(said), ...lines.sort()].join('\n'));
}

function sortKeys(policy: Manifest['policy']): [string, number][] {
	return Object.entries(policy).sort(([a], [b]) => (a < b ? -1 : 1));
}
