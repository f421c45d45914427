// Secondary suppression against the peers’ recorded patterns, and a whole release. Run it with
// `npx tsx test/bench/disclosure.bench.ts`; it prints, and fails on a pattern worse than the peer’s.
import { checkRelease } from '../../src/lib/checker/check-release.ts';
import { auditRelease } from '../../src/lib/disclosure/auditor/audit-release.ts';
import { cellGoals } from '../../src/lib/disclosure/auditor/goal.ts';
import { publishedInterval, toPublishedValue } from '../../src/lib/disclosure/interval.ts';
import { loadSolver } from '../../src/lib/disclosure/linear/solver.ts';
import { protectTables } from '../../src/lib/disclosure/secondary/protect-tables.ts';
import { suppress } from '../../src/lib/disclosure/secondary/suppress.ts';
import { minimumCount, Policy } from '../../src/lib/schema/policy.ts';
import { readFleet, readPeer, readUnits } from '../disclosure/support/fleet.ts';
import { countStudy, toRelease } from '../disclosure/support/publish-units.ts';

const solver = await loadSolver();
const policy = Policy.parse({});

/** Seconds that GaussSuppression 1.2.3 took, as recorded with its patterns. */
const peerSeconds = { '500 safe': 23, '5000 safe': 141, '500 prot': 36, '5000 prot': 300 } as const;

function compare(size: 500 | 5000, zeros: 'safe' | 'prot') {
	const { model, counts } = readFleet(size);
	const peer = readPeer(size, zeros);
	const cells = counts.slice(0, model.shown);
	const isPrimary = (count: number) => count < policy.k && (zeros === 'prot' || count > 0);
	const start = performance.now();
	const secondary = suppress(solver, {
		model,
		candidates: [...cells.entries()].flatMap(([cell, count]) =>
			isPrimary(count)
				? []
				: [{ cell, interval: { low: count, high: count }, price: price(cell, count) }]
		),
		goalsOf: () =>
			[...cells.entries()].flatMap(([cell, count]) =>
				isPrimary(count)
					? [{ name: model.keys[cell] ?? '', cells: [cell], signs: [1], spread: policy.k }]
					: []
			),
		isExempt: () => false,
		whole: false,
		worlds: [Float64Array.from(counts)]
	});
	const seconds = (performance.now() - start) / 1000;
	const mass = (hidden: readonly number[]) =>
		hidden.reduce((sum, cell) => sum + (cells[cell] ?? 0), 0);
	const indices = new Map(model.keys.map((key, cell) => [key, cell]));
	const peerSecondary = [...peer].flatMap(([key, primary]) =>
		primary ? [] : [indices.get(key) ?? 0]
	);
	return {
		fleet: size,
		zeros: zeros === 'safe' ? 'public' : 'hidden',
		cells: cells.length,
		primary: cells.filter(isPrimary).length,
		secondary: secondary.length,
		'peer secondary': peerSecondary.length,
		mass: mass(secondary),
		'peer mass': mass(peerSecondary),
		seconds: Number(seconds.toFixed(2)),
		'times faster': Math.round(peerSeconds[`${size} ${zeros}`] / seconds)
	};
}

/** R1 for the primary cells under the default policy, on the same cells. */
function compareRounded(size: 500 | 5000) {
	const { model, counts } = readFleet(size);
	const cells = counts.slice(0, model.shown);
	const start = performance.now();
	const secondary = suppress(solver, {
		model,
		candidates: [...cells.entries()].flatMap(([cell, count]) =>
			count < policy.k
				? []
				: [
						{
							cell,
							interval: publishedInterval(toPublishedValue(count, policy), policy),
							price: price(cell, count)
						}
					]
		),
		goalsOf: () =>
			[...cells.entries()].flatMap(([cell, count]) =>
				count < policy.k ? cellGoals(model.keys[cell] ?? '', cell, policy.ambiguity) : []
			),
		isExempt: () => false,
		whole: true,
		worlds: [Float64Array.from(counts)]
	});
	return {
		fleet: size,
		cells: cells.length,
		secondary: secondary.length,
		percent: Number(((100 * secondary.length) / cells.length).toFixed(2)),
		seconds: Number(((performance.now() - start) / 1000).toFixed(2))
	};
}

const tables = ['version+deployment', 'version+rules', 'deployment+os'];

/** `rules+deployment` closes a ring of three, so that version, rules and deployment must be known jointly. */
const ring = ['rules+deployment'];

/** A whole release with all linked tables under the default policy. */
function release(size: 500 | 5000, more: readonly string[]) {
	const study = countStudy({
		dimensions: [
			{ id: 'version', kind: 'version' },
			{
				id: 'deployment',
				kind: 'codes',
				codes: ['docker', 'docker-compose', 'k8s', 'bare', 'unknown']
			},
			{ id: 'os', kind: 'codes', codes: ['linux', 'darwin', 'windows'] },
			{ id: 'rules', kind: 'answer' }
		],
		tables: [...tables, ...more],
		units: readUnits(size)
	});
	const started = performance.now();
	const values = protectTables(solver, study, policy);
	const audited = performance.now();
	const published = toRelease(study, values);
	const certificate = auditRelease(solver, published);
	const checked = performance.now();
	const { ok } = checkRelease(published.manifest, published.cells, certificate);
	const secondary = study.counts.filter(
		(count, cell) => count >= minimumCount(policy) && values[cell] === null
	).length;
	return {
		fleet: size,
		ring: more.length > 0,
		cells: values.length,
		secondary,
		percent: Number(((100 * secondary) / values.length).toFixed(2)),
		'protect ms': Math.round(audited - started),
		'audit ms': Math.round(checked - audited),
		'check ms': Math.round(performance.now() - checked),
		worlds: certificate.worlds.length,
		'certificate kB': Math.round(JSON.stringify(certificate).length / 1000),
		ok
	};
}

function price(cell: number, count: number): number {
	return cell === 0 ? 1000 : Math.log(Math.max(1, count)) + 1;
}

compare(500, 'safe'); // compiles the solver’s code
const rows = [
	compare(500, 'safe'),
	compare(5000, 'safe'),
	compare(500, 'prot'),
	compare(5000, 'prot')
];
const print = (title: string, table: readonly object[]) => {
	const [first = {}] = table;
	const lines = [Object.keys(first), ...table.map((row) => Object.values(row).map(String))];
	process.stdout.write(`${title}\n${lines.map((line) => line.join('\t')).join('\n')}\n\n`);
};
print('Equal requirement: exact counts, intervals of width 10, against GaussSuppression', rows);
print('Default policy, R1 for primary cells', [compareRounded(500), compareRounded(5000)]);
print('Default policy, whole release: R1, R2, own units, certificate', [
	release(500, []),
	release(5000, []),
	release(500, ring),
	release(5000, ring)
]);
if (rows.some((row) => row.secondary > row['peer secondary'])) process.exitCode = 1;
