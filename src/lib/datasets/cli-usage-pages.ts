// The pages of the dataset `cli-usage`.
import { z } from 'zod';
import { PageDefinition } from '../schema/page.ts';

export const cliUsagePages = z.array(PageDefinition).parse([
	{
		id: 'usage',
		title: 'Usage',
		question:
			'How much is the command line used, which tools and commands reach anybody, and what fails?',
		headlines: ['sessions_by_version', 'cli_version', 'tool'],
		charts: [
			{
				id: 'sessions',
				title: 'Sessions by version',
				kind: 'stack',
				tables: ['sessions_by_version'],
				rates: [
					{ label: 'Sessions per installation', of: 'sessions_by_version', per: 'cli_version' },
					{
						label: 'Errors per 100 sessions',
						of: 'errors_by_version',
						per: 'sessions_by_version',
						times: 100
					}
				]
			},
			{
				id: 'calls_by_tool',
				title: 'Tool calls',
				kind: 'stack',
				tables: ['calls_by_tool'],
				rates: [
					{ label: 'Tool calls per session', of: 'calls_by_tool', per: 'sessions_by_version' }
				]
			},
			{
				id: 'errors_by_version',
				title: 'Errors by version',
				kind: 'heat',
				tables: ['errors_by_version']
			},
			{
				id: 'cli_version',
				title: 'Versions of the command line',
				kind: 'stack',
				tables: ['cli_version']
			},
			{ id: 'tool', title: 'Reach of tools', kind: 'reach', tables: ['tool'] },
			{ id: 'command', title: 'Reach of commands', kind: 'reach', tables: ['command'] },
			{ id: 'error', title: 'Reach of errors', kind: 'reach', tables: ['error'] },
			{ id: 'cli_os', title: 'Operating systems', kind: 'stack', tables: ['cli_os'] },
			{
				id: 'sessions_by_os',
				title: 'Sessions by operating system',
				kind: 'stack',
				tables: ['sessions_by_os']
			}
		]
	}
]);
