import { heartbeats } from '$lib/datasets/heartbeats.ts';
import client from '$lib/sender/send-heartbeat.ts?raw';
import { fieldGroups } from '$lib/components/collect/field-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ groups: fieldGroups(heartbeats), client });
