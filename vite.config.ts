import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Tests that take minutes have a run of their own, `npm run test:slow`. */
const slow = 'test/**/*.slow.test.ts';
/** Tests that need the whole engine of ClickHouse, which is installed for them alone: `npm run test:clickhouse`. */
const clickhouse = 'test/clickhouse/*.test.ts';
const wanted = process.env['MURMURATION_TESTS'];
const included = wanted === 'slow' ? slow : wanted === 'clickhouse' ? clickhouse : undefined;

/** What runs on the server keeps its names, for the sake of those who read where a bug came from. */
const readableServer: Plugin = {
	name: 'readable-server',
	config: ({ build }) => (build?.ssr ? { build: { minify: false } } : undefined)
};

export default defineConfig({
	plugins: [sveltekit(), readableServer],
	ssr: { external: ['@duckdb/node-api'] },
	build: {
		rolldownOptions: { checks: { bundlerTimings: false } },
		// Takes a tenth less off the wire than the minifier of the bundler: it drops more of the unused parts of Chart.js.
		minify: 'terser',
		terserOptions: { module: true, compress: { passes: 2 } }
	},
	server: { host: '127.0.0.1' },
	test: {
		include: [included ?? 'test/**/*.test.ts'],
		exclude: included === undefined ? [slow, clickhouse] : [],
		environment: 'node',
		globalSetup: 'test/support/shared-folder.ts',
		maxWorkers: 2,
		testTimeout: 120_000,
		hookTimeout: 300_000
	}
});
