// Random small fleets with linked tables, a ring among them.
import fc from 'fast-check';
import type { Study, Unit } from './publish-units.ts';

const versions = ['2.1.8', '2.1.7', '2.0.3', '1.9.0', '1.8.4', 'main'];
const platforms = ['docker', 'k8s', 'bare'];
const tools = ['git', 'chat'];

const unit = fc.record({
	version: fc.constantFrom(...versions, '2.1.8', '2.1.8', '2.1.7'),
	platform: fc.constantFrom(...platforms, 'docker', 'docker'),
	rules: fc.constantFrom('yes', 'no', 'yes'),
	tool: fc.subarray(tools)
});

/** Groups of equal units, so that counts of every size occur. */
const units = fc
	.array(fc.tuple(unit, fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 14 })
	.map((groups) => groups.flatMap(([one, count]) => Array<Unit>(count).fill(one)));

/** Tables of a random fleet under a random policy. */
export const studies: fc.Arbitrary<Study> = fc
	.record({
		units,
		base: fc.constantFrom(1, 3, 5),
		coalition: fc.constantFrom(1, 1, 3),
		ring: fc.constantFrom([], ['version+rules'], ['version@2+rules'])
	})
	.map(({ units: fleet, base, coalition, ring }) => ({
		dimensions: [
			{ id: 'version', kind: 'version' },
			{ id: 'platform', kind: 'codes', codes: platforms },
			{ id: 'rules', kind: 'answer' },
			{ id: 'tool', kind: 'set', codes: tools },
			{ id: 'answer', kind: 'answer' }
		],
		tables: [
			'version',
			'version+platform',
			'rules+platform',
			...ring,
			'tool+answer',
			'tool+answer+platform'
		],
		units: fleet,
		policy: { base, coalition }
	}));
