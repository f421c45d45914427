// The pages of the dataset `heartbeats`: which questions people have, and which charts answer them.
import { z } from 'zod';
import { PageDefinition } from '../schema/page.ts';

export const heartbeatsPages = z.array(PageDefinition).parse([
	{
		id: '',
		title: 'Overview',
		question: 'How does the fleet live?',
		headlines: ['version', 'deployment', 'rules', 'integration'],
		charts: [
			{ id: 'version', title: 'Version adoption', kind: 'stack', tables: ['version'] },
			{ id: 'deployment', title: 'Deploy platforms', kind: 'stack', tables: ['deployment'] },
			{ id: 'features', title: 'Feature reach', kind: 'reach', tables: ['rules', 'integration'] }
		]
	},
	{
		id: 'versions',
		title: 'Versions',
		question:
			'Which versions run, how fast does a new one spread, and what would dropping an old one break?',
		charts: [
			{ id: 'version', title: 'Version adoption', kind: 'stack', tables: ['version'] },
			{
				id: 'adoption',
				title: 'Adoption since release day',
				kind: 'adoption',
				tables: ['version']
			},
			{ id: 'at_least', title: 'At least this version', kind: 'at-least', tables: ['version'] },
			{
				id: 'version_by_deployment',
				title: 'Versions by platform',
				kind: 'heat',
				tables: ['version_by_deployment']
			},
			{
				id: 'tenure_by_version',
				title: 'Time since registration by version',
				kind: 'heat',
				tables: ['tenure_by_version']
			}
		]
	},
	{
		id: 'platforms',
		title: 'Platforms',
		question: 'Where does the fleet run, and on which runtimes and databases?',
		charts: [
			{ id: 'deployment', title: 'Deploy platforms', kind: 'stack', tables: ['deployment'] },
			{ id: 'os', title: 'Operating systems', kind: 'stack', tables: ['os'] },
			{ id: 'arch', title: 'Processor architectures', kind: 'stack', tables: ['arch'] },
			{ id: 'node_major', title: 'Node.js majors', kind: 'stack', tables: ['node_major'] },
			{ id: 'db_major', title: 'Database majors', kind: 'stack', tables: ['db_major'] },
			{
				id: 'deployment_by_os',
				title: 'Platforms by operating system',
				kind: 'heat',
				tables: ['deployment_by_os']
			}
		]
	},
	{
		id: 'features',
		title: 'Features',
		question: 'Which features and integrations reach anybody, and where?',
		charts: [
			{ id: 'features', title: 'Feature reach', kind: 'reach', tables: ['rules', 'integration'] },
			{ id: 'rules', title: 'Kody rules over time', kind: 'stack', tables: ['rules'] },
			{
				id: 'version_by_rules',
				title: 'Kody rules by version',
				kind: 'heat',
				tables: ['version_by_rules']
			},
			{
				id: 'rules_by_deployment',
				title: 'Kody rules by platform',
				kind: 'heat',
				tables: ['rules_by_deployment']
			},
			{
				id: 'integration_by_deployment',
				title: 'Integrations by platform',
				kind: 'heat',
				tables: ['integration_by_deployment']
			}
		]
	},
	{
		id: 'volume',
		title: 'Volume',
		question: 'How much work do the instances do, and how big are they?',
		charts: [
			{
				id: 'volume',
				title: 'Reviews by size of instance',
				kind: 'stack',
				tables: ['volume'],
				rates: [{ label: 'Reviews per instance', of: 'volume', per: 'reviews_band' }]
			},
			{
				id: 'reviews_band',
				title: 'Reviews per instance',
				kind: 'stack',
				tables: ['reviews_band']
			},
			{
				id: 'active_users_band',
				title: 'Active users per instance',
				kind: 'stack',
				tables: ['active_users_band']
			},
			{
				id: 'repos_band',
				title: 'Repositories per instance',
				kind: 'stack',
				tables: ['repos_band']
			},
			{
				id: 'users',
				title: 'Active users by size of instance',
				kind: 'stack',
				tables: ['users'],
				rates: [{ label: 'Active users per instance', of: 'users', per: 'active_users_band' }]
			},
			{
				id: 'repositories',
				title: 'Repositories by size of instance',
				kind: 'stack',
				tables: ['repositories'],
				rates: [{ label: 'Repositories per instance', of: 'repositories', per: 'repos_band' }]
			}
		]
	},
	{
		id: 'health',
		title: 'Health',
		question: 'How well is the fleet heard, and what in its reports looks wrong?',
		charts: [
			{
				id: 'missed_nights',
				title: 'Nights without a heartbeat',
				kind: 'stack',
				tables: ['missed_nights']
			},
			{
				id: 'shared_id',
				title: 'Ids shared by machines',
				kind: 'stack',
				tables: ['shared_id'],
				asides: [
					{ label: 'Platform not reported', table: 'deployment', category: 'unknown' },
					{ label: 'Version not readable', table: 'version', category: 'unknown' }
				]
			}
		]
	}
]);
