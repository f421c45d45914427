// What a maker types to send heartbeats to `address`, the URL of the receiver.

/** A check without sending, then one heartbeat sent by hand; curl prints the status. */
export function commandsFor(address: string): string {
	return String.raw`npm run -s murmuration -- preview heartbeat.json
curl -sS --max-time 10 -w '%{http_code}\n' -H 'content-type: application/json' \
  --data-binary @heartbeat.json ${address}`;
}

/** How a program uses the client. */
export function usageFor(address: string): string {
	return `import { startHeartbeats } from './send-heartbeat.ts';

startHeartbeats({
	url: '${address}',
	instanceId: await readInstanceId(),
	optOutVariable: 'EXAMPLE_TELEMETRY_OFF',
	measure: async () => ({ kodus, runtime, usage_7d, config })
});`;
}
