import { expect, test } from 'vitest';
import { toHeatCard } from '../../src/lib/chart/cards/heat-card.ts';
import { toReachCard } from '../../src/lib/chart/cards/reach-card.ts';
import { toStackCard } from '../../src/lib/chart/cards/stack-card.ts';
import { toBadgeText } from '../../src/lib/export/badge-text.ts';
import { integrationByDeploymentView, integrationView, versionView } from '../chart/views.ts';

const query = { measure: 'share', level: 'minor', within: undefined, at: undefined } as const;
const ofVersions = (changes: Parameters<typeof versionView>[0]) =>
	toBadgeText(toStackCard(versionView(changes), query));

test('of versions it is the share of the newest one named, large or small', () => {
	expect(ofVersions({})).toBe('62% on 2.1');
	expect(ofVersions({ '2026-W46 2.1': 30 })).toBe('2% on 2.1');
});

test('a hidden number is told as hidden, and never taken for another one', () => {
	expect(ofVersions({ '2026-W46 2.1': null })).toBe('hidden');
	expect(ofVersions({ '2026-W46 *': null })).toBe('hidden');
});

test('of anything else it is the largest share, and hidden where something hidden may be larger', () => {
	const ofSizes = (changes: Parameters<typeof versionView>[0]) => {
		const card = toStackCard(versionView(changes), query);
		return toBadgeText({ ...card, hasLevels: false });
	};
	expect(ofSizes({ '2026-W46 2.1': 120, '2026-W46 2.0': 1300 })).toBe('88% on 2.0');
	expect(ofSizes({ '2026-W46 2.1': 120, '2026-W46 2.0': null })).toBe('hidden');
});

test('of a ranking it is the largest published share; a heatmap has none', () => {
	expect(toBadgeText(toReachCard([integrationView()], 'Integrations', query))).toMatch(
		/^\d+(\.\d)?% on \w+/
	);
	expect(toBadgeText(toHeatCard(integrationByDeploymentView(), query))).toBeUndefined();
});
