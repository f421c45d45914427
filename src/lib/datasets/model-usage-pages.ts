// The pages of the dataset `model-usage`.
import { z } from 'zod';
import { PageDefinition } from '../schema/page.ts';

export const modelUsagePages = z.array(PageDefinition).parse([
	{
		id: 'models',
		title: 'Models',
		question:
			'Which models are asked for, which ones answer, what does that cost, and how many accounts let others train on their work?',
		headlines: ['app_version', 'cost_by_model', 'requested_model'],
		charts: [
			{
				id: 'model_flow',
				title: 'Requested and resolved models',
				kind: 'heat',
				tables: ['model_flow'],
				apart: 'Answered by another model'
			},
			{
				id: 'cost_by_model',
				title: 'Cost by model',
				kind: 'stack',
				tables: ['cost_by_model'],
				rates: [
					{ label: 'US dollars per account', of: 'cost_by_model', per: 'app_version' },
					{
						label: 'US dollars per million tokens answered',
						of: 'cost_by_model',
						per: 'output_by_model',
						times: 1_000_000
					}
				]
			},
			{
				id: 'input_by_model',
				title: 'Input tokens by model',
				kind: 'stack',
				tables: ['input_by_model']
			},
			{
				id: 'output_by_model',
				title: 'Output tokens by model',
				kind: 'stack',
				tables: ['output_by_model']
			},
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
