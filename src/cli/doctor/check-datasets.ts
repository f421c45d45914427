// Whether the files of the data folder that define datasets can be used.
import { listDefinitions } from '../../lib/server/definitions/definition-file.ts';
import { openDefinitions } from '../../lib/server/definitions/open-definitions.ts';
import type { Settings } from '../../lib/server/environment.ts';
import type { Finding } from './checks.ts';

/** One finding for all definitions: each reason names its file. */
export function checkDatasets({ dataFolder }: Settings): Finding {
	const name = 'datasets';
	const reasons = openDefinitions().flatMap((problem) => problem.reasons);
	if (reasons.length === 0) {
		const files = listDefinitions(dataFolder).length;
		const found = files === 0 ? 'those of the program' : `those of the program, and ${files} more`;
		return { name, ok: true, found };
	}
	return {
		name,
		ok: false,
		found: reasons.join('; '),
		advice: 'correct the file, and look with murmuration new-dataset --check FILE'
	};
}
