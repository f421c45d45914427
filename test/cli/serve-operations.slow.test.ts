// The dashboard and the alerts that come with the program know only what the server tells.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcomes } from '../../src/lib/server/receiver/answers.ts';
import { runs } from '../../src/lib/server/operations/runs.ts';
import { startServer, temporaryFolder, type RunningServer } from '../support/murmuration.ts';

let data: { folder: string; remove: () => Promise<void> };
let server: RunningServer;
let exported: ReadonlySet<string>;

beforeAll(async () => {
	data = await temporaryFolder();
	server = await startServer(data.folder);
	const text = await (await fetch(`${server.origin}/metrics`)).text();
	const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
	exported = new Set(
		types.flatMap(([, name = '', type]) =>
			type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
		)
	);
});
afterAll(async () => {
	await server.stop();
	await data.remove();
});

const read = (name: string) =>
	readFileSync(new URL(`../../data/operations/${name}`, import.meta.url), 'utf8');

/** Labels that the server gives, with their values where those are a closed list. */
const labels: Readonly<Record<string, readonly string[] | undefined>> = {
	run: runs,
	outcome: outcomes,
	granularity: ['week', 'month'],
	dataset: undefined,
	le: undefined
};

function check(expressions: readonly string[]): void {
	expect(expressions.length).toBeGreaterThan(5);
	for (const expression of expressions) {
		const names = expression.match(/murmuration_\w+/g) ?? [];
		expect(names, expression).not.toEqual([]);
		for (const name of names) expect([...exported], expression).toContain(name);
		for (const [, label = '', value = ''] of expression.matchAll(/(\w+)="([^"]*)"/g)) {
			expect(labels[label], expression).toContain(value);
		}
		for (const [, list = ''] of expression.matchAll(/\bby \(([^)]*)\)/g)) {
			for (const label of list.split(/, */)) expect(Object.keys(labels)).toContain(label);
		}
	}
}

describe('the dashboard for Grafana', () => {
	const { panels } = JSON.parse(read('grafana.json')) as {
		panels: { id: number; title: string; targets: { expr: string }[] }[];
	};

	test('asks for what the server tells', () => {
		check(panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)));
	});

	test('has every panel once', () => {
		expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
		expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
	});
});

describe('the alerts for Prometheus', () => {
	const rules = read('prometheus-rules.yml').split(/^ {6}- alert: /m);
	const alerts = rules.slice(1);

	test('ask for what the server tells', () => {
		check(alerts.map((rule) => /^ {8}expr: (.+)$/m.exec(rule)?.[1] ?? ''));
	});

	test('each have a name of their own, a severity and a sentence', () => {
		const names = alerts.map((rule) => /^\w+/.exec(rule)?.[0]);
		expect(new Set(names).size).toBe(alerts.length);
		for (const rule of alerts) {
			expect(rule).toMatch(/^ {8}labels: \{ severity: (critical|warning|info) \}$/m);
			expect(rule).toMatch(/^ {10}summary: '?[A-Z].*\.'?$/m);
		}
	});
});
