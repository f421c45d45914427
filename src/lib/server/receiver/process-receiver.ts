// The one receiver of a process, for those who have no place of their own to keep it.
import { join } from 'node:path';
import { readEnvironment, type Settings } from '../environment.ts';
import { Receiver } from './receiver.ts';

let receiver: Receiver | undefined;

/** The receiver that the environment describes, made at first use. */
export function processReceiver(): Receiver {
	receiver ??= new Receiver(receiverOptions(readEnvironment()));
	return receiver;
}

/** What the settings of a process say about its receiver. */
export function receiverOptions(settings: Settings): ConstructorParameters<typeof Receiver>[0] {
	return {
		folder: join(settings.dataFolder, 'inbox'),
		trustedProxies: settings.trustedProxies,
		limits: {
			requestsPerMinute: settings.sourceRequestsPerMinute,
			instancesPerDay: settings.sourceInstancesPerDay
		}
	};
}
