// The fences: which room may know which. Each message says why.
const room = (name) => `^src/lib/${name}/`;

module.exports = {
	forbidden: [
		{
			name: 'public-side-never-reaches-true-counts',
			comment:
				'What is hidden was never there: pages, API, embeds and the receiver must have no path, however long, to the warehouse, its sources or the disclosure code.',
			severity: 'error',
			from: {
				path: '^src/(routes|hooks|lib/(components|chart|export|server/(access|shares|http|published|receiver|inbox|images|log|operations|digest)))'
			},
			to: {
				path: '^src/lib/(disclosure|server/(warehouse|sources|store|builder))/',
				reachable: true
			}
		},
		{
			name: 'web-process-never-reaches-true-counts',
			comment:
				'The process that talks to the network has no path to the warehouse; the builder has a process of its own.',
			severity: 'error',
			from: { path: '^src/cli/serve/(web|front|address)\\.ts' },
			to: {
				path: '^src/lib/(disclosure|server/(warehouse|sources|store|builder))/',
				reachable: true
			}
		},
		{
			name: 'intake-is-pure',
			comment:
				'Receiver, command line and browser judge a heartbeat by the same code, so it does no IO.',
			severity: 'error',
			from: { path: room('intake') },
			to: {
				pathNot: [
					'^src/lib/(schema|intake)/',
					'node_modules/(zod|jsonc-parser)/',
					'^(node:)?buffer$'
				]
			}
		},
		{
			name: 'explanations-are-pure',
			comment: 'An explanation is made from published numbers alone: schema and texts, no IO.',
			severity: 'error',
			from: { path: room('explain') },
			to: { pathNot: ['^src/lib/(schema|explain|texts)/', 'node_modules/zod/'] }
		},
		{
			name: 'texts-know-nothing',
			comment: 'A translator copies one file; texts get every value as it is to be shown.',
			severity: 'error',
			from: { path: room('texts') },
			to: { pathNot: '^src/lib/texts/' }
		},
		{
			name: 'schema-imports-zod-only',
			comment: 'The vocabulary is shared by every room, so it may depend on none.',
			severity: 'error',
			from: { path: room('schema') },
			to: { pathNot: ['^src/lib/schema/', 'node_modules/zod/'] }
		},
		{
			name: 'disclosure-is-pure',
			comment: 'Disclosure control takes values and returns values: schema only, no IO.',
			severity: 'error',
			from: { path: room('disclosure') },
			to: { pathNot: ['^src/lib/(schema|disclosure)/', 'node_modules/highs/'] }
		},
		{
			name: 'charts-and-exports-are-pure',
			comment: 'The same code draws in the browser, the embed and the server, so it does no IO.',
			severity: 'error',
			from: { path: '^src/lib/(chart|export)/' },
			to: { path: '^(src/(lib/(server|components)|routes|cli)/|node:|fs$)' }
		},
		{
			name: 'components-do-not-fetch',
			comment: 'Components get props and give callbacks; loading belongs to routes.',
			severity: 'error',
			from: { path: room('components') },
			to: { path: '^src/(lib/server|routes|cli)/' }
		},
		{
			name: 'lib-knows-no-composition-root',
			comment: 'Rooms are wired from outside, by routes and command line, never the other way.',
			severity: 'error',
			from: { path: '^src/lib/' },
			to: { path: '^src/(routes|cli|hooks)' }
		},
		{
			name: 'nothing-unresolved',
			comment: 'An import the fences cannot follow is a hole in them.',
			severity: 'error',
			from: { path: '^src/' },
			to: { couldNotResolve: true, pathNot: '^(\\./\\$types|\\$app/|\\$env/|@sveltejs/kit)' }
		},
		{
			name: 'no-cycles',
			comment: 'A cycle means two files share knowledge that belongs in one.',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		webpackConfig: { fileName: '.dependency-cruiser.resolve.cjs' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'svelte', 'node', 'default']
		}
	}
};
