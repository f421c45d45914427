import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
	ssr: { external: ['@duckdb/node-api'] },
	build: { rolldownOptions: { checks: { bundlerTimings: false } } },
	server: { host: '127.0.0.1' },
	test: {
		include: ['test/**/*.test.ts'],
		environment: 'node',
		maxWorkers: 2,
		testTimeout: 120_000,
		hookTimeout: 120_000
	}
});
