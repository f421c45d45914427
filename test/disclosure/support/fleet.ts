// The simulated fleets of the peers' comparison: cells with their relations, as the peers had them.
import { readFileSync } from 'node:fs';
import type { LinearModel } from '../../../src/lib/disclosure/linear/linear-model.ts';
import type { Line } from '../../../src/lib/disclosure/system.ts';
import type { Unit } from './publish-units.ts';

const folder = 'test/fixtures/disclosure';

/** One row of the finest counts. */
interface Inner {
	readonly major: string;
	readonly minor: string;
	readonly patch: string;
	readonly deployment: string;
	readonly os: string;
	readonly kody: string;
	readonly count: number;
}

/** A fleet as a linear model with its true counts; the peers' cells come first. */
export function readFleet(size: 500 | 5000) {
	const inner = readInner(size);
	const keys: string[] = [];
	const counts: number[] = [];
	for (const line of readLines(`cells_${size}.csv`)) {
		const comma = line.lastIndexOf(',');
		keys.push(line.slice(0, comma));
		counts.push(Number(line.slice(comma + 1)));
	}
	const shown = keys.length;
	const indices = new Map(keys.map((key, index) => [key, index]));
	const cellAt = (...parts: readonly string[]) => {
		const key = parts.filter((part) => part !== '').join('|') || 'Total';
		const index = indices.get(key) ?? keys.length;
		if (index === keys.length) {
			keys.push(key);
			counts.push(0);
			indices.set(key, index);
		}
		return index;
	};
	const values = (name: keyof Inner) =>
		[...new Set(inner.map((row) => `${name}=${row[name]}`))].sort();
	const [majors, minors, patches] = [values('major'), values('minor'), values('patch')];
	const [deployments, systems, rules] = [values('deployment'), values('os'), values('kody')];
	const parentOf = new Map<string, string>(
		inner.flatMap(({ major, minor, patch }) => [
			[`patch=${patch}`, `minor=${minor}`] as const,
			[`minor=${minor}`, `major=${major}`] as const
		])
	);
	const lines: Line[] = [];
	const add = (parent: number, children: readonly number[]) => lines.push({ parent, children });
	const split = (context: readonly string[], categories: readonly string[]) =>
		add(
			cellAt(...context),
			categories.map((category) => cellAt(...context, category))
		);
	for (const deployment of ['', ...deployments]) {
		add(
			cellAt(deployment),
			majors.map((major) => cellAt(major, deployment))
		);
		for (const parent of [...majors, ...minors]) {
			const children = [...minors, ...patches].filter((code) => parentOf.get(code) === parent);
			add(
				cellAt(parent, deployment),
				children.map((child) => cellAt(child, deployment))
			);
		}
	}
	for (const version of ['', ...majors, ...minors, ...patches]) split([version], deployments);
	for (const minor of ['', ...minors]) split([minor], rules);
	for (const deployment of ['', ...deployments]) {
		split([deployment], rules);
		split([deployment], systems);
	}
	for (const category of rules) {
		for (const others of [minors, deployments]) {
			add(
				cellAt(category),
				others.map((other) => cellAt(other, category))
			);
		}
	}
	for (const system of systems) {
		add(
			cellAt(system),
			deployments.map((deployment) => cellAt(deployment, system))
		);
	}
	for (const { minor, deployment, kody, count } of inner) {
		const cell = cellAt(`minor=${minor}`, `deployment=${deployment}`, `kody=${kody}`);
		counts[cell] = (counts[cell] ?? 0) + count;
	}
	for (const minor of minors) {
		for (const deployment of deployments) split([minor, deployment], rules);
		for (const rule of rules) {
			add(
				cellAt(minor, rule),
				deployments.map((deployment) => cellAt(minor, deployment, rule))
			);
		}
	}
	for (const deployment of deployments) {
		for (const rule of rules) {
			add(
				cellAt(deployment, rule),
				minors.map((minor) => cellAt(minor, deployment, rule))
			);
		}
	}
	const model: LinearModel = { keys, shown, lines, parts: [] };
	return { model, counts };
}

/** The same fleet as units, for publishing it whole. */
export function readUnits(size: 500 | 5000): Unit[] {
	return readInner(size).flatMap(({ patch, deployment, os, kody, count }) =>
		Array<Unit>(count).fill({ version: patch, deployment, os, rules: kody === '1' ? 'yes' : 'no' })
	);
}

/** Keys of the cells that a peer hid, each with whether it was primary. */
export function readPeer(size: 500 | 5000, zeros: 'safe' | 'prot'): Map<string, boolean> {
	return new Map(
		readLines(`gauss_${size}_${zeros}_range.csv`).map((line) => {
			const [key = '', primary] = line.split(',');
			return [key, primary === 'TRUE'];
		})
	);
}

function readInner(size: number): Inner[] {
	return readLines(`inner_${size}.csv`).map((line) => {
		const [major = '', minor = '', patch = '', deployment = '', os = '', kody = '', count] =
			line.split(',');
		return { major, minor, patch, deployment, os, kody, count: Number(count) };
	});
}

function readLines(file: string): string[] {
	return readFileSync(`${folder}/${file}`, 'utf8').trim().split('\n').slice(1);
}
