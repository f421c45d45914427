// Who runs an instance: how large they are, how much they review in a week, and what they have connected.
import { integrations, type Heartbeat } from '../../schema/heartbeat.ts';
import type { Random, Weighted } from './random.ts';

type Integration = Heartbeat['config']['integrations'][number];
type Kind = 'community' | 'startup' | 'company' | 'enterprise';

/** Stable traits of the people behind one instance; volumes are means of a week. */
export interface Organisation {
	readonly users: number;
	readonly organizations: number;
	readonly teams: number;
	readonly repositories: number;
	readonly reviews: number;
	readonly integrations: Integration[];
}

const codeHosts: Record<Kind, Weighted<Integration>> = {
	community: [
		['github', 60],
		['gitlab', 20],
		['forgejo', 20]
	],
	startup: [
		['github', 76],
		['gitlab', 16],
		['bitbucket', 8]
	],
	company: [
		['github', 56],
		['gitlab', 24],
		['bitbucket', 12],
		['azure_repos', 8]
	],
	enterprise: [
		['github', 36],
		['azure_repos', 32],
		['gitlab', 26],
		['bitbucket', 6]
	]
};

/** Probability that a kind of organisation connects a tool beside its code host. */
const tools: Record<Kind, Weighted<Integration>> = {
	community: [
		['discord', 0.3],
		['other', 0.05]
	],
	startup: [
		['slack', 0.55],
		['jira', 0.18],
		['notion', 0.16],
		['discord', 0.12]
	],
	company: [
		['slack', 0.45],
		['jira', 0.5],
		['msteams', 0.15],
		['notion', 0.08],
		['gitlab', 0.05]
	],
	enterprise: [
		['msteams', 0.55],
		['jira', 0.5],
		['slack', 0.28],
		['github', 0.15],
		['other', 0.08]
	]
};

const boardsWithAzure = 0.6;
const abandoned = 0.08;
const unconnected = 0.03;

/** Draws an organisation; sizes are log-normal, so few instances do most of the work. */
export function drawOrganisation(random: Random): Organisation {
	const size = random.logNormal(9, 1.1);
	const repositories = Math.ceil(size * random.logNormal(1.1, 0.7));
	const reviews = size * random.logNormal(5, 0.6);
	const organizations = size > 25 && random.chance(0.3) ? random.whole(2, 5) : 1;
	const teams = Math.max(organizations, Math.round(size / random.whole(6, 12)));
	const connected = drawIntegrations(drawKind(size, random), random);
	if (random.chance(abandoned)) {
		const users = random.whole(0, 1);
		return { users, organizations: 1, teams: 1, repositories: users, reviews: 0, integrations: [] };
	}
	const users = Math.max(1, Math.round(size));
	return { users, organizations, teams, repositories, reviews, integrations: connected };
}

function drawKind(size: number, random: Random): Kind {
	if (size > 40) return random.chance(0.65) ? 'enterprise' : 'company';
	if (size > 12) return random.chance(0.6) ? 'company' : 'startup';
	return random.chance(0.7) ? 'startup' : 'community';
}

function drawIntegrations(kind: Kind, random: Random): Integration[] {
	const host = random.pick(codeHosts[kind]);
	const chosen = new Set<Integration>([host]);
	for (const [tool, probability] of tools[kind]) if (random.chance(probability)) chosen.add(tool);
	if (host === 'azure_repos' && random.chance(boardsWithAzure)) chosen.add('azure_boards');
	return random.chance(unconnected) ? [] : integrations.filter((code) => chosen.has(code));
}
