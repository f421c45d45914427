// The depths of a version: how fine a chart cuts.
import { z } from 'zod';

/** How far a hierarchical dimension is opened; a flat one looks the same at every level. */
export const Level = z.enum(['major', 'minor', 'patch'], 'expected major, minor or patch');
export type Level = z.infer<typeof Level>;

/** How many steps below the margin's children a level lies: 0, 1 or 2. */
export function depthOf(level: Level): number {
	return Level.options.indexOf(level);
}
