// Every public address, one entry per route; a route that is missing here fails a test.
import { charts } from './charts.ts';
import type { Operation } from './operation.ts';
import { process } from './process.ts';
import { releases } from './releases.ts';
import { tables } from './tables.ts';

export const operations: readonly Operation[] = [...tables, ...releases, ...charts, ...process];
