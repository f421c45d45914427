// The pages of the dataset `cli-usage`.
import { z } from 'zod';
import { PageDefinition } from '../schema/page.ts';

export const cliUsagePages = z.array(PageDefinition).parse([
	{
		id: 'usage',
		title: 'Usage',
		question: 'Who uses the command line, which tools and commands reach anybody, and what fails?',
		headlines: ['cli_version', 'tool'],
		charts: [
			{
				id: 'cli_version',
				title: 'Versions of the command line',
				kind: 'stack',
				tables: ['cli_version']
			},
			{ id: 'tool', title: 'Tool categories', kind: 'reach', tables: ['tool'] },
			{ id: 'command', title: 'Commands', kind: 'reach', tables: ['command'] },
			{ id: 'error', title: 'Error categories', kind: 'reach', tables: ['error'] },
			{ id: 'cli_os', title: 'Operating systems', kind: 'stack', tables: ['cli_os'] }
		]
	}
]);
