// The pages of the dataset `model-usage`.
import { z } from 'zod';
import { PageDefinition } from '../schema/page.ts';

export const modelUsagePages = z.array(PageDefinition).parse([
	{
		id: 'models',
		title: 'Models',
		question:
			'Which models are asked for, who provides them, and how many accounts let others train on their work?',
		headlines: ['app_version', 'requested_model'],
		charts: [
			{
				id: 'requested_model',
				title: 'Requested models',
				kind: 'reach',
				tables: ['requested_model']
			},
			{ id: 'provider', title: 'Providers', kind: 'reach', tables: ['provider'] },
			{ id: 'routing', title: 'Routing paths', kind: 'reach', tables: ['routing'] },
			{ id: 'latency', title: 'Latency', kind: 'reach', tables: ['latency'] },
			{ id: 'training', title: 'Training preferences', kind: 'stack', tables: ['training'] },
			{ id: 'app_version', title: 'App versions', kind: 'stack', tables: ['app_version'] },
			{ id: 'platform', title: 'Platforms of accounts', kind: 'stack', tables: ['platform'] }
		]
	}
]);
