// What an instance runs on: deployment, machine, Node.js and database, skewed as the client reports them.
// Compose shows as docker and bare metal as unknown, so the two codes for them are rare.
import type { Heartbeat } from '../../schema/heartbeat.ts';
import type { Random, Weighted } from './random.ts';

type Deployment = Heartbeat['kodus']['deployment'];
type OperatingSystem = Heartbeat['runtime']['os'];

/** Stable traits of the place where an instance runs. `hostNode` is `undefined` where the official image brings Node.js. */
export interface Platform {
	readonly deployment: Deployment;
	readonly os: OperatingSystem;
	readonly arch: string;
	readonly cpuCount: number;
	readonly hostNode: string | undefined;
	readonly dbVersion: string;
}

const otherDeployments: Weighted<Deployment> = [
	['docker', 89],
	['unknown', 10],
	['docker-compose', 0.6],
	['bare', 0.4]
];
const hostSystems: Weighted<OperatingSystem> = [
	['linux', 64],
	['darwin', 26],
	['windows', 10]
];
const serverArchitectures: Weighted<string> = [
	['x64', 82],
	['arm64', 17.4],
	['ppc64', 0.3],
	['s390x', 0.2],
	['arm', 0.1]
];
const hostNodes: Weighted<string> = [
	['v22.11.0', 30],
	['v22.14.0', 20],
	['v20.18.1', 22],
	['v20.11.1', 8],
	['v24.4.1', 13],
	['v18.20.4', 7]
];
const databases: Weighted<string> = [
	['PostgreSQL 16.4', 38],
	['PostgreSQL 16.9', 8],
	['PostgreSQL 15.4', 18],
	['PostgreSQL 15.8', 8],
	['PostgreSQL 17.2', 11],
	['PostgreSQL 14.13', 11],
	['PostgreSQL 13.16', 6]
];
const bundledDatabase = 'PostgreSQL 16.4';

/** Draws a platform. Kubernetes and many processors go with many users. */
export function drawPlatform(users: number, random: Random): Platform {
	const deployment = random.chance(users > 40 ? 0.32 : users > 12 ? 0.14 : 0.065)
		? 'k8s'
		: random.pick(otherDeployments);
	const inContainer = deployment !== 'unknown' && deployment !== 'bare';
	const os = inContainer ? 'linux' : random.pick(hostSystems);
	const builtOwnImage = random.chance(0.08);
	return {
		deployment,
		os,
		arch: os === 'darwin' ? 'arm64' : os === 'windows' ? 'x64' : random.pick(serverArchitectures),
		cpuCount: drawCpuCount(users, random),
		hostNode: inContainer && !builtOwnImage ? undefined : random.pick(hostNodes),
		dbVersion:
			deployment === 'docker' && random.chance(0.35) ? bundledDatabase : random.pick(databases)
	};
}

/** Node.js of the official image of a release; forks and unreadable versions count as recent. */
export function imageNode(release: string | undefined): string {
	if (release?.startsWith('1.')) return 'v20.18.1';
	if (release?.startsWith('2.0.')) return 'v22.11.0';
	return release?.startsWith('2.2.') ? 'v24.4.1' : 'v22.14.0';
}

function drawCpuCount(users: number, random: Random): number {
	const typical = users > 40 ? 4 : users > 12 ? 3 : 2;
	return 2 ** Math.max(0, typical + random.whole(-1, 1));
}
