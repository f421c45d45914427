import { expect, test } from 'vitest';
import { toAsked } from '../../../../src/lib/server/access/gate/record-request.ts';

const asked = (path: string) => toAsked(new URL(path, 'https://stats.example.org'));

test.each([
	['/tables', { target: '/tables' }],
	['/versions?from=2026-W20', { target: '/versions', period: '2026-W20..' }],
	['/versions?to=2026-W46&from=2026-W20', { target: '/versions', period: '2026-W20..2026-W46' }],
	[
		'/tables/version/explain?period=2026-W46&version=2.2',
		{ target: '/tables/version/explain', period: '2026-W46', filters: { version: '2.2' } }
	],
	[
		'/embed/version.png?t=secret&title=Our+fleet&theme=dark&width=960&by=deployment',
		{ target: '/embed/version.png', filters: { by: 'deployment' } }
	]
])('%s asks for %j', (path, happening) => {
	expect(asked(path)).toEqual(happening);
});
