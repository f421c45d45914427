// The built site with a small published fleet, and a real browser to read it with.
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser } from 'playwright-core';
import { startServer } from '../support/murmuration.ts';
import { publishFleet, type FleetSize } from '../support/published-fleet.ts';

export const browserFlags = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** A running site; `close` stops the browser and the server and removes the data. */
export interface Site {
	readonly origin: string;
	readonly browser: Browser;
	readonly dataFolder: string;
	close(): Promise<void>;
}

/**
 * Publishes a fleet, serves the build on a free port and starts Chromium.
 *
 * @param ancestors origins that may embed charts, as in `MURMURATION_FRAME_ANCESTORS`
 * @param size of the fleet, where a smaller one will do
 */
export async function openSite(ancestors = '', size: FleetSize = {}): Promise<Site> {
	const fleet = await publishFleet(size);
	const server = await startServer(fleet.dataFolder, { MURMURATION_FRAME_ANCESTORS: ancestors });
	const browser = await playwright.launch({
		executablePath: await chromium.executablePath(),
		args: browserFlags
	});
	return {
		origin: server.origin,
		browser,
		dataFolder: fleet.dataFolder,
		async close() {
			await browser.close();
			await server.stop();
			await fleet.remove();
		}
	};
}
