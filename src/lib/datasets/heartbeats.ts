// The dataset `heartbeats`: what one daily heartbeat of each self-hosted Kodus instance can answer.
import { bandCodes, Dataset } from '../schema/dataset.ts';
import { deployments, integrations, operatingSystems } from '../schema/heartbeat.ts';
import { kodusReleases } from './kodus-releases.ts';

const userBounds = [1, 5, 10, 25, 50, 100];
const repositoryBounds = [1, 5, 10, 25, 50, 100];
const missedBounds = [1, 2, 4, 8];
const reviewBounds = [1, 10, 50, 100, 250, 500];

/** Days since an instance first registered, as the hours that it reports. */
const tenureBounds = [30, 90, 180, 365].map((days) => 24 * days);

export const heartbeats = Dataset.parse({
	id: 'heartbeats',
	title: 'Self-hosted instances',
	unit: { one: 'instance', many: 'instances' },
	measure: 'instances',
	dimensions: [
		{ id: 'version', title: 'Version', kind: 'version', column: 'version' },
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
		{ id: 'node_major', title: 'Node.js major', kind: 'major', column: 'node_version' },
		{ id: 'db_major', title: 'Database major', kind: 'major', column: 'db_version' },
		{
			id: 'active_users',
			title: 'Active users in a week',
			kind: 'band',
			column: 'active_users',
			bounds: userBounds,
			codes: bandCodes(userBounds)
		},
		{
			id: 'repos',
			title: 'Connected repositories',
			kind: 'band',
			column: 'repos_connected',
			bounds: repositoryBounds,
			codes: bandCodes(repositoryBounds)
		},
		{
			id: 'reviews',
			title: 'Pull requests reviewed in a week',
			kind: 'band',
			column: 'prs_reviewed',
			bounds: reviewBounds,
			codes: bandCodes(reviewBounds)
		},
		{
			id: 'tenure',
			title: 'Time since registration',
			kind: 'band',
			column: 'uptime_hours',
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
			bounds: missedBounds,
			codes: bandCodes(missedBounds)
		},
		{
			id: 'night',
			title: 'Night',
			kind: 'set',
			column: 'heard_days',
			codes: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
			labels: {
				monday: 'Monday',
				tuesday: 'Tuesday',
				wednesday: 'Wednesday',
				thursday: 'Thursday',
				friday: 'Friday',
				saturday: 'Saturday',
				sunday: 'Sunday'
			}
		},
		{
			id: 'heard',
			title: 'Heard',
			kind: 'answer',
			column: 'answer',
			labels: { yes: 'Yes', no: 'No' }
		},
		{
			id: 'sign',
			title: 'Sign of a fault',
			kind: 'set',
			column: 'signs',
			codes: ['unreadable_version', 'unknown_platform', 'empty_report', 'shared_id'],
			labels: {
				unreadable_version: 'Version unreadable (0.0.0)',
				unknown_platform: 'Platform unknown',
				empty_report: 'No users, organizations or repositories',
				shared_id: 'Machine changes back and forth'
			}
		},
		{
			id: 'shown',
			title: 'Shown',
			kind: 'answer',
			column: 'answer',
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
		{ id: 'receipt', title: 'Receipt by night', dimensions: ['night', 'heard'] },
		{ id: 'signs', title: 'Signs of faults', dimensions: ['sign', 'shown'] }
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
			tables: ['missed_nights', 'receipt'],
			text: 'An instance sends once a night, at 03:17 UTC, and never again that night: one night missed is normal. In a month, a night counts as heard when one of its Mondays was, and so on.'
		},
		{
			id: 'shared-ids',
			tables: ['signs'],
			text: 'A cloned database shares the id of its original; both are counted as one instance, whose machine then changes back and forth. No users, organizations and repositories at all mostly means that a query failed.'
		},
		{
			id: 'trailing-week',
			tables: ['active_users_band', 'reviews_band'],
			text: 'Each instance reports the seven days before its last heartbeat in the period. A query that fails there counts as 0.'
		}
	],
	releases: [...kodusReleases]
});
