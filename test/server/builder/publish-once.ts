// A builder in a process of its own: makes a release of the counts it is given, waits for the word, and writes it.
import { once } from 'node:events';
import { writeRelease } from '../../../src/lib/server/builder/write-release.ts';
import { publishSmall, type SmallFleet } from '../../support/one-dimension.ts';

const [, , folder = '', fleet = '{}'] = process.argv;
const { release, certificate } = publishSmall(JSON.parse(fleet) as SmallFleet);
process.send?.('ready');
await once(process, 'message');
const outcome = await writeRelease(folder, release, certificate).then(
	() => 'published',
	(error: unknown) => (error as Error).name
);
process.send?.(outcome);
process.disconnect();
