// The dataset `model-usage`: what the weekly metering aggregates of accounts can answer.
import { Dataset } from '../schema/dataset.ts';

/** Names under which models are asked for; whoever leaves the choice to the service names none. */
const models = [
	'claude-opus',
	'claude-sonnet',
	'claude-haiku',
	'gpt',
	'gpt-mini',
	'gpt-codex',
	'gemini-pro',
	'gemini-flash',
	'deepseek',
	'qwen-coder',
	'llama',
	'mistral'
];
const modelLabels = {
	'claude-opus': 'Claude Opus',
	'claude-sonnet': 'Claude Sonnet',
	'claude-haiku': 'Claude Haiku',
	gpt: 'GPT',
	'gpt-mini': 'GPT mini',
	'gpt-codex': 'GPT Codex',
	'gemini-pro': 'Gemini Pro',
	'gemini-flash': 'Gemini Flash',
	deepseek: 'DeepSeek',
	'qwen-coder': 'Qwen Coder',
	llama: 'Llama',
	mistral: 'Mistral',
	other: 'Another model'
};
const providers = ['anthropic', 'openai', 'google', 'amazon', 'microsoft', 'groq', 'self_hosted'];
const routes = ['direct', 'gateway', 'own_key', 'fallback'];
const latencies = ['under_1_s', '1_to_3_s', '3_to_10_s', 'over_10_s'];
const platforms = ['web', 'vscode', 'jetbrains', 'desktop', 'terminal', 'api'];
const training = ['none', 'private', 'shared', 'public'];

export const modelUsage = Dataset.parse({
	id: 'model-usage',
	title: 'Accounts of AI coding services',
	unit: { one: 'account', many: 'accounts' },
	measure: 'accounts',
	granularities: ['week'],
	record: {
		unit: 'account_id',
		weight: 'requests',
		retentionDays: 400,
		fields: [
			{ id: 'app_version', kind: 'version', optional: true },
			{ id: 'platform', kind: 'code', codes: platforms, closed: true },
			{ id: 'training', kind: 'code', codes: training, closed: true },
			{ id: 'requested_model', kind: 'code', codes: models, optional: true },
			{ id: 'resolved_model', kind: 'code', codes: models, optional: true },
			{ id: 'provider', kind: 'code', codes: providers, optional: true },
			{ id: 'routing', kind: 'code', codes: routes, optional: true },
			{ id: 'latency', kind: 'code', codes: latencies, closed: true, optional: true },
			{ id: 'requests', kind: 'count' },
			{ id: 'input_tokens', kind: 'count' },
			{ id: 'output_tokens', kind: 'count' },
			{ id: 'cost', kind: 'amount' }
		]
	},
	dimensions: [
		{
			id: 'app_version',
			title: 'App version',
			kind: 'version',
			column: 'app_version',
			phrase: 'ran {}'
		},
		{
			id: 'platform',
			title: 'Platform',
			kind: 'codes',
			column: 'platform',
			codes: platforms,
			closed: true,
			labels: {
				web: 'Web',
				vscode: 'VS Code',
				jetbrains: 'JetBrains',
				desktop: 'Desktop',
				terminal: 'Terminal',
				api: 'Programs'
			}
		},
		{
			id: 'training',
			title: 'Training preference',
			kind: 'codes',
			column: 'training',
			codes: training,
			closed: true,
			labels: {
				none: 'No training',
				private: 'Private models',
				shared: 'Shared models',
				public: 'Public open weights'
			},
			phrase: {
				none: 'allowed no training',
				private: 'allowed training of private models',
				shared: 'allowed training of shared models',
				public: 'allowed training of public open weights'
			}
		},
		{
			id: 'requested_model',
			title: 'Requested model',
			kind: 'set',
			column: 'requested_model',
			phrase: 'asked for {}',
			codes: [...models, 'other'],
			labels: modelLabels
		},
		{
			id: 'resolved_model',
			title: 'Resolved model',
			kind: 'set',
			column: 'resolved_model',
			phrase: 'went to {}',
			codes: [...models, 'other'],
			labels: modelLabels
		},
		{
			id: 'provider',
			title: 'Provider',
			kind: 'set',
			column: 'provider',
			codes: [...providers, 'other'],
			labels: {
				anthropic: 'Anthropic',
				openai: 'OpenAI',
				google: 'Google',
				amazon: 'Amazon',
				microsoft: 'Microsoft',
				groq: 'Groq',
				self_hosted: 'Self-hosted',
				other: 'Another provider'
			}
		},
		{
			id: 'routing',
			title: 'Routing path',
			kind: 'set',
			column: 'routing',
			codes: [...routes, 'other'],
			labels: {
				direct: 'Direct',
				gateway: 'Gateway',
				own_key: 'Own key',
				fallback: 'Fallback',
				other: 'Another path'
			}
		},
		{
			id: 'latency',
			title: 'Latency',
			kind: 'set',
			column: 'latency',
			codes: latencies,
			labels: {
				under_1_s: 'Under 1 second',
				'1_to_3_s': '1 to 3 seconds',
				'3_to_10_s': '3 to 10 seconds',
				over_10_s: '10 seconds or more'
			}
		},
		{
			id: 'answer',
			title: 'In the week',
			kind: 'answer',
			column: 'answer',
			labels: { yes: 'Yes', no: 'No' }
		}
	],
	// Why these tables may stand beside each other. The linear model knows what tables share and nothing else, so no
	// category of one may follow from a category of another, nor any table from the number of all units.
	// - app_version, platform, training: one value each, of the unit's heaviest record; the preference is a setting of
	//   the account that every platform and version has, and versions are numbered alike on all platforms. They are not
	//   crossed: a preference is sensitive, and accounts are too few for that.
	// - requested_model and provider: a request may be answered by another model, of any provider, so a name asked for
	//   implies no provider, and a provider no name; a request that leaves the choice open names no model at all.
	// - resolved_model is left out: few providers serve a model, so whoever got it is among the accounts of those
	//   providers, a group nested in another that the model does not know. It would be safe instead of provider.
	// - "switched" (any request answered by another model) is left out: accounts that asked for a model and never
	//   switched got that model, so its answer "no" ties requested and resolved models together.
	// - routing: every path may lead to every provider and model; `fallback` implies only the unpublished switch.
	// - latency: a request of any model, provider or path can take any time, and one that failed has none.
	// - sums: each of a number of its own, so none is part of another. Sums by resolved model hold no accounts, and a unit
	//   behind one is known to no count but that of all; sums of flows are of requests that named a model and were answered.
	// - The codes of a set need not cover all accounts: each of these fields may be missing from a record, and is
	//   missing together with the others from that of requests which failed.
	tables: [
		{ id: 'app_version', title: 'App versions', dimensions: ['app_version'] },
		{ id: 'platform', title: 'Platforms of accounts', dimensions: ['platform'] },
		{ id: 'training', title: 'Training preferences', dimensions: ['training'] },
		{
			id: 'requested_model',
			title: 'Requested models',
			dimensions: ['requested_model', 'answer']
		},
		{ id: 'provider', title: 'Providers', dimensions: ['provider', 'answer'] },
		{ id: 'routing', title: 'Routing paths', dimensions: ['routing', 'answer'] },
		{ id: 'latency', title: 'Latency', dimensions: ['latency', 'answer'] },
		{
			id: 'model_flow',
			title: 'Requested and resolved models',
			dimensions: ['requested_model', 'resolved_model'],
			measure: 'requests'
		},
		{
			id: 'input_by_model',
			title: 'Input tokens by model',
			dimensions: ['resolved_model'],
			measure: 'input_tokens'
		},
		{
			id: 'output_by_model',
			title: 'Output tokens by model',
			dimensions: ['resolved_model'],
			measure: 'output_tokens'
		},
		{
			id: 'cost_by_model',
			title: 'Cost',
			dimensions: ['resolved_model'],
			measure: 'cost'
		}
	],
	sums: [
		{
			id: 'requests',
			title: 'Requests',
			unit: { one: 'request', many: 'requests' },
			column: 'requests',
			most: 20_000
		},
		{
			id: 'input_tokens',
			title: 'Input tokens',
			unit: { one: 'token', many: 'tokens' },
			column: 'input_tokens',
			most: 500_000_000
		},
		{
			id: 'output_tokens',
			title: 'Output tokens',
			unit: { one: 'token', many: 'tokens' },
			column: 'output_tokens',
			most: 50_000_000
		},
		{
			id: 'cost',
			title: 'Cost',
			unit: { one: 'US dollar', many: 'US dollars' },
			column: 'cost',
			most: 2_000
		}
	],
	notes: [
		{
			id: 'from-the-second-week',
			tables: ['app_version', 'platform', 'training'],
			text: 'An account counts in a week in which it made a request, from the week after its first one on.'
		},
		{
			id: 'heaviest-record',
			tables: ['app_version', 'platform', 'training'],
			text: 'An account with several versions, platforms or preferences in a week counts with that of most requests.'
		},
		{
			id: 'once-is-yes',
			tables: ['requested_model', 'provider', 'routing', 'latency'],
			text: 'One request in the week is enough to count. An account can stand in several rows, or in none.'
		},
		{
			id: 'choice-left-open',
			tables: ['requested_model'],
			text: 'A request that leaves the choice of the model to the service asks for none of them.'
		}
	]
});
