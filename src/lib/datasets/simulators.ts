// Made-up data of every dataset that has some, by its id.
import { cliUsageProfile } from './simulate/usage/cli-usage-profile.ts';
import { modelUsageProfile } from './simulate/usage/model-usage-profile.ts';
import type { UsageProfile } from './simulate/usage/usage-fleet.ts';

/** What the units of a dataset of usage records do; heartbeats have a simulation of their own. */
export const usageProfiles: Readonly<Record<string, UsageProfile>> = {
	'cli-usage': cliUsageProfile,
	'model-usage': modelUsageProfile
};
