// The dataset `cli-usage`: what the weekly aggregates of command-line installations can answer.
import { Dataset } from '../schema/dataset.ts';

const commands = ['review', 'ask', 'fix', 'explain', 'commit', 'config', 'login', 'update'];
const tools = [
	'file_read',
	'file_edit',
	'shell',
	'search',
	'version_control',
	'web',
	'language_server',
	'remote_server'
];
const errors = ['network', 'timeout', 'rate_limit', 'authentication', 'permission', 'crash'];

const yesNo = { labels: { yes: 'Yes', no: 'No' } };

export const cliUsage = Dataset.parse({
	id: 'cli-usage',
	title: 'Command-line installations',
	unit: { one: 'installation', many: 'installations' },
	measure: 'installations',
	granularities: ['week'],
	record: {
		unit: 'installation_id',
		weight: 'sessions',
		retentionDays: 400,
		fields: [
			{ id: 'version', kind: 'version' },
			{ id: 'os', kind: 'code', codes: ['linux', 'darwin', 'windows'], closed: true },
			{ id: 'arch', kind: 'code', codes: ['x64', 'arm64'] },
			{ id: 'command', kind: 'code', codes: commands, optional: true },
			{ id: 'tool', kind: 'code', codes: tools, optional: true },
			{
				id: 'outcome',
				kind: 'code',
				codes: ['completed', 'interrupted', 'failed'],
				closed: true,
				optional: true
			},
			{ id: 'error', kind: 'code', codes: errors, optional: true },
			{
				id: 'duration',
				kind: 'code',
				codes: ['under_1_min', '1_to_10_min', '10_to_60_min', 'over_60_min'],
				closed: true,
				optional: true
			},
			{ id: 'sessions', kind: 'count' },
			{ id: 'tool_calls', kind: 'count' },
			{ id: 'errors', kind: 'count' }
		]
	},
	dimensions: [
		{ id: 'version', title: 'Version', kind: 'version', column: 'version', phrase: 'ran {}' },
		{
			id: 'os',
			title: 'Operating system',
			kind: 'codes',
			column: 'os',
			codes: ['linux', 'darwin', 'windows'],
			closed: true,
			labels: { linux: 'Linux', darwin: 'macOS', windows: 'Windows' }
		},
		{
			id: 'command',
			title: 'Command',
			kind: 'set',
			column: 'command',
			codes: [...commands, 'other'],
			labels: { other: 'Another command' }
		},
		{
			id: 'tool',
			title: 'Tool category',
			kind: 'set',
			column: 'tool',
			phrase: 'went to {}',
			codes: [...tools, 'other'],
			labels: {
				file_read: 'File reading',
				file_edit: 'File editing',
				shell: 'Shell',
				search: 'Search',
				version_control: 'Version control',
				web: 'Web',
				language_server: 'Language server',
				remote_server: 'Remote tool server',
				other: 'Another tool'
			}
		},
		{
			id: 'error',
			title: 'Error category',
			kind: 'set',
			column: 'error',
			phrase: 'were of the kind {}',
			codes: [...errors, 'other'],
			labels: {
				network: 'Network',
				timeout: 'Timeout',
				rate_limit: 'Rate limit',
				authentication: 'Authentication',
				permission: 'Permission',
				crash: 'Crash',
				other: 'Another error'
			}
		},
		{ id: 'answer', title: 'In the week', kind: 'answer', column: 'answer', ...yesNo }
	],
	// Why these tables may stand beside each other. The linear model knows what tables share and nothing else, so no
	// category of one may follow from a category of another, nor any table from the number of all units.
	// - version, os: one value each, that of the unit's heaviest record; every version is built for every system, so
	//   neither follows from the other. They are not crossed: installations are too few for that.
	// - command, tool, error: a record may name none (the prompt alone, no tool, no error), so the codes of a set need
	//   not cover all units; a tool runs under any command or none, and any error occurs with or without either.
	// - outcome is left out: whoever met an error category other than "none" has a session that failed or was saved,
	//   so outcomes would be the wider group around the error categories.
	// - arch is left out: two architectures are nearly all there is, so one number would tell the other.
	// - duration is left out until its measures are published: an update takes no hour, so bands follow from commands.
	// - sums: each of a number of its own, so none is part of another. A record names the tool of its calls and the
	//   category of its errors, so calls and errors are those of records that name one.
	sums: [
		{
			id: 'sessions',
			title: 'Sessions',
			unit: { one: 'session', many: 'sessions' },
			column: 'sessions',
			most: 500
		},
		{
			id: 'tool_calls',
			title: 'Tool calls',
			unit: { one: 'call', many: 'calls' },
			column: 'tool_calls',
			most: 20_000
		},
		{
			id: 'errors',
			title: 'Errors',
			unit: { one: 'error', many: 'errors' },
			column: 'errors',
			most: 5_000
		}
	],
	tables: [
		{ id: 'cli_version', title: 'Versions of the command line', dimensions: ['version'] },
		{ id: 'cli_os', title: 'Operating systems of installations', dimensions: ['os'] },
		{ id: 'command', title: 'Commands', dimensions: ['command', 'answer'] },
		{ id: 'tool', title: 'Tool categories', dimensions: ['tool', 'answer'] },
		{ id: 'error', title: 'Error categories', dimensions: ['error', 'answer'] },
		{
			id: 'sessions_by_version',
			title: 'Sessions',
			dimensions: ['version'],
			measure: 'sessions'
		},
		{
			id: 'sessions_by_os',
			title: 'Sessions by operating system',
			dimensions: ['os'],
			measure: 'sessions'
		},
		{ id: 'calls_by_tool', title: 'Tool calls', dimensions: ['tool'], measure: 'tool_calls' },
		{
			id: 'errors_by_version',
			title: 'Errors by version',
			dimensions: ['error', 'version'],
			depth: { version: 2 },
			measure: 'errors'
		}
	],
	notes: [
		{
			id: 'from-the-second-week',
			tables: ['cli_version', 'cli_os'],
			text: 'An installation counts in a week in which it reported, from the week after its first report on.'
		},
		{
			id: 'heaviest-record',
			tables: ['cli_version', 'cli_os'],
			text: 'An installation that reported several versions or systems in a week counts with that of most sessions.'
		},
		{
			id: 'seen-once-is-yes',
			tables: ['command', 'tool', 'error'],
			text: 'Once in the week is enough to count. An installation can stand in several rows, or in none.'
		}
	]
});
