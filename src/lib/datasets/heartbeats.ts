// The dataset `heartbeats`: what one daily heartbeat of each self-hosted Kodus instance can answer.
import { bandCodes, Dataset } from '../schema/dataset.ts';
import { deployments, integrations, operatingSystems } from '../schema/heartbeat.ts';
import { kodusReleases } from './kodus-releases.ts';

const userBounds = [1, 5, 10, 25, 50, 100];
const repositoryBounds = [1, 5, 10, 25, 50, 100];
/** No band may be impossible, as everybody would know it to be empty: see `mostActiveDays`. */
const missedBounds = [1, 2];
const reviewBounds = [1, 10, 50, 100, 250, 500];

/** Days since an instance first registered, as the hours that it reports. */
const tenureBounds = [30, 90, 180, 365].map((days) => 24 * days);

export const heartbeats = Dataset.parse({
	id: 'heartbeats',
	title: 'Self-hosted instances',
	unit: { one: 'instance', many: 'instances' },
	measure: 'instances',
	register: 'heartbeats',
	dimensions: [
		{ id: 'version', title: 'Version', kind: 'version', column: 'version', phrase: 'ran {}' },
		{
			id: 'deployment',
			title: 'Deployment',
			kind: 'codes',
			column: 'deployment',
			codes: [...deployments],
			labels: {
				docker: 'Docker',
				'docker-compose': 'Docker Compose',
				k8s: 'Kubernetes',
				bare: 'Bare metal',
				unknown: 'Unknown'
			}
		},
		{
			id: 'os',
			title: 'Operating system',
			kind: 'codes',
			column: 'os',
			codes: [...operatingSystems],
			closed: true,
			labels: { linux: 'Linux', darwin: 'macOS', windows: 'Windows' }
		},
		{
			id: 'arch',
			title: 'Architecture',
			kind: 'codes',
			column: 'arch',
			codes: ['x64', 'arm64', 'arm', 'ia32']
		},
		{
			id: 'node_major',
			title: 'Node.js major',
			kind: 'major',
			column: 'node_version',
			phrase: 'ran Node.js {}'
		},
		{
			id: 'db_major',
			title: 'Database major',
			kind: 'major',
			column: 'db_version',
			phrase: 'ran database version {}'
		},
		{
			id: 'active_users',
			title: 'Active users in a week',
			kind: 'band',
			column: 'active_users',
			phrase: 'had {} active users in a week',
			bounds: userBounds,
			codes: bandCodes(userBounds)
		},
		{
			id: 'repos',
			title: 'Connected repositories',
			kind: 'band',
			column: 'repos_connected',
			phrase: 'had {} connected repositories',
			bounds: repositoryBounds,
			codes: bandCodes(repositoryBounds)
		},
		{
			id: 'reviews',
			title: 'Pull requests reviewed in a week',
			kind: 'band',
			column: 'prs_reviewed',
			phrase: 'reviewed {} pull requests in a week',
			bounds: reviewBounds,
			codes: bandCodes(reviewBounds)
		},
		{
			id: 'tenure',
			title: 'Time since registration',
			kind: 'band',
			column: 'uptime_hours',
			phrase: 'registered {} ago',
			bounds: tenureBounds,
			codes: [
				'under 30 days',
				'30 to 89 days',
				'90 to 179 days',
				'180 to 364 days',
				'a year or more'
			]
		},
		{
			id: 'rules',
			title: 'Kody rules enabled',
			kind: 'answer',
			column: 'kody_rules_enabled',
			phrase: { yes: 'had Kody rules enabled', no: 'had Kody rules disabled' },
			labels: { yes: 'Yes', no: 'No' }
		},
		{
			id: 'integration',
			title: 'Integration',
			kind: 'set',
			column: 'integrations',
			codes: [...integrations],
			labels: {
				github: 'GitHub',
				gitlab: 'GitLab',
				bitbucket: 'Bitbucket',
				azure_repos: 'Azure Repos',
				azure_boards: 'Azure Boards',
				jira: 'Jira',
				slack: 'Slack',
				msteams: 'Microsoft Teams',
				discord: 'Discord',
				notion: 'Notion',
				forgejo: 'Forgejo',
				other: 'Other integration'
			}
		},
		{
			id: 'answer',
			title: 'Connected',
			kind: 'answer',
			column: 'answer',
			labels: { yes: 'Yes', no: 'No' }
		},
		{
			id: 'missed_nights',
			title: 'Nights without a heartbeat',
			kind: 'band',
			column: 'missed_nights',
			phrase: 'missed {} nights',
			bounds: missedBounds,
			codes: bandCodes(missedBounds)
		},
		{
			id: 'shared_id',
			title: 'Id shared by machines',
			kind: 'answer',
			column: 'shared_id',
			phrase: {
				yes: 'changed their machine back and forth',
				no: 'kept to one machine, or moved once'
			},
			labels: { yes: 'Yes', no: 'No' }
		}
	],
	tables: [
		{ id: 'version', title: 'Version adoption', dimensions: ['version'] },
		{
			id: 'version_by_deployment',
			title: 'Versions by platform',
			dimensions: ['version', 'deployment']
		},
		{
			id: 'version_by_rules',
			title: 'Kody rules by version',
			dimensions: ['version', 'rules'],
			depth: { version: 2 }
		},
		{ id: 'deployment', title: 'Deploy platforms', dimensions: ['deployment'] },
		{
			id: 'deployment_by_os',
			title: 'Platforms by operating system',
			dimensions: ['deployment', 'os']
		},
		{
			id: 'rules_by_deployment',
			title: 'Kody rules by platform',
			dimensions: ['rules', 'deployment']
		},
		{
			id: 'integration_by_deployment',
			title: 'Integrations by platform',
			dimensions: ['integration', 'answer', 'deployment']
		},
		{
			id: 'tenure_by_version',
			title: 'Time since registration by version',
			dimensions: ['tenure', 'version'],
			depth: { version: 2 }
		},
		{ id: 'os', title: 'Operating systems', dimensions: ['os'] },
		{ id: 'arch', title: 'Processor architectures', dimensions: ['arch'] },
		{ id: 'node_major', title: 'Node.js majors', dimensions: ['node_major'] },
		{ id: 'db_major', title: 'Database majors', dimensions: ['db_major'] },
		{ id: 'rules', title: 'Kody rules', dimensions: ['rules'] },
		{ id: 'integration', title: 'Integrations', dimensions: ['integration', 'answer'] },
		{ id: 'active_users_band', title: 'Active users per instance', dimensions: ['active_users'] },
		{ id: 'repos_band', title: 'Repositories per instance', dimensions: ['repos'] },
		{ id: 'reviews_band', title: 'Reviews per instance', dimensions: ['reviews'] },
		{ id: 'missed_nights', title: 'Nights without a heartbeat', dimensions: ['missed_nights'] },
		{ id: 'shared_id', title: 'Ids shared by machines', dimensions: ['shared_id'] },
		{ id: 'volume', title: 'Reviews', dimensions: ['reviews'], measure: 'reviews' },
		{ id: 'users', title: 'Active users', dimensions: ['active_users'], measure: 'users' },
		{ id: 'repositories', title: 'Repositories', dimensions: ['repos'], measure: 'repositories' }
	],
	// Each is by the bands of its own number, which bound what a sum can be: any other division would need both at once.
	sums: [
		{
			id: 'reviews',
			title: 'Reviews',
			unit: { one: 'review', many: 'reviews' },
			column: 'prs_reviewed',
			most: 20_000
		},
		{
			id: 'users',
			title: 'Active users',
			unit: { one: 'user', many: 'users' },
			column: 'active_users',
			most: 10_000
		},
		{
			id: 'repositories',
			title: 'Repositories',
			unit: { one: 'repository', many: 'repositories' },
			column: 'repos_connected',
			most: 20_000
		}
	],
	notes: [
		{
			id: 'frozen-version',
			kind: 'epoch',
			until: '2026-09-15',
			tables: ['version'],
			text: 'Until mid-September 2026 instances reported a frozen package version; from then on it is the release they run.'
		},
		{
			id: 'kubernetes-under-counted',
			tables: ['deployment'],
			text: 'Kubernetes is under-counted: a common Helm chart switches telemetry off. Compose reports as Docker, bare metal as unknown.'
		},
		{
			id: 'failed-query-reads-as-no',
			tables: ['rules', 'integration'],
			text: 'A query that fails on the instance is reported as “no” or as no integration, so reach is a lower bound.'
		},
		{
			id: 'one-try-a-night',
			tables: ['missed_nights'],
			text: 'An instance sends once a night, at 03:17 UTC, and does not try again: one night missed is normal.'
		},
		{
			id: 'shared-ids',
			tables: ['shared_id'],
			text: 'A cloned database keeps the id of its original. Both count as one instance, whose processors, system or architecture then change back and forth within the period.'
		},
		{
			id: 'trailing-week',
			tables: ['active_users_band', 'reviews_band'],
			text: 'Each instance reports the seven days before its last heartbeat in the period. A query that fails there counts as 0.'
		}
	],
	releases: [...kodusReleases]
});
