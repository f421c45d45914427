// Systems of growing size: the platforms of a simulated fleet under a list of versions as long as it takes.
import { createFleet } from '../../../../src/lib/datasets/simulate/fleet.ts';
import { Random } from '../../../../src/lib/datasets/simulate/random.ts';
import type { Study, Unit } from '../../../disclosure/support/publish-units.ts';

const seed = 7;
const instancesPerVersion = 30;
const patchesPerMinor = 12;
const minorsPerMajor = 8;

/** Cells that one more version brings, its share of the lines above it included. */
const cellsPerVersion = 23;

/** A study with about so many cells: four tables that share the version. */
export function growingStudy(cells: number): Study {
	const versions = Math.max(2, Math.round(cells / cellsPerVersion));
	const { instances } = createFleet({
		instances: versions * instancesPerVersion,
		weeks: 1,
		seed,
		until: '2026-11-15'
	});
	const random = new Random(seed, versions, 0);
	const units = instances.map(({ platform, reluctance }): Unit => ({
		version: versionAt(Math.floor(versions * random.uniform() ** 2)),
		deployment: platform.deployment,
		arch: platform.arch,
		database: platform.dbVersion,
		rules: reluctance < 0.4 ? 'yes' : 'no'
	}));
	return {
		dimensions: [
			{ id: 'version', kind: 'version' },
			{
				id: 'deployment',
				kind: 'codes',
				codes: ['docker', 'docker-compose', 'k8s', 'bare', 'unknown']
			},
			{ id: 'arch', kind: 'codes', codes: ['x64', 'arm64', 'arm', 'ia32'] },
			{ id: 'database', kind: 'major' },
			{ id: 'rules', kind: 'answer' }
		],
		tables: ['version+deployment', 'version+rules', 'version+arch', 'version+database'],
		units
	};
}

function versionAt(position: number): string {
	const minor = Math.floor(position / patchesPerMinor);
	const major = 1 + Math.floor(minor / minorsPerMajor);
	return [major, minor % minorsPerMajor, position % patchesPerMinor].join('.');
}
