// Heartbeats in, and the state of the process.
import { Heartbeat } from '../../schema/heartbeat.ts';
import type { Operation } from './operation.ts';

export const process: readonly Operation[] = [
	{
		method: 'post',
		tag: 'Heartbeats',
		path: '/v1/heartbeat',
		summary: 'One heartbeat of one instance',
		description:
			'204 means that it is on disk. A second one of the same instance and UTC day replaces the first.',
		request: Heartbeat,
		success: {},
		others: [400, 413, 415, 429, 503]
	},
	{
		method: 'get',
		tag: 'Process',
		path: '/healthz',
		summary: 'Whether the process answers',
		success: { 'text/plain': 'text' },
		others: []
	},
	{
		method: 'get',
		tag: 'Process',
		path: '/readyz',
		summary: 'Whether something is published and heartbeats can be stored',
		success: { 'text/plain': 'text' },
		others: [503],
		isPlain: true
	},
	{
		method: 'get',
		tag: 'Process',
		path: '/metrics',
		summary: 'What the process counts, for Prometheus',
		success: { 'text/plain; version=0.0.4; charset=utf-8': 'text' },
		others: []
	}
];
