// A server that goes away while somebody reads.
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openSite } from './site.ts';

/** Passes requests on to `origin` until it is told to hang up on everybody. */
async function startDoor(
	origin: string
): Promise<{ server: Server; close: (shut: boolean) => void }> {
	let isShut = false;
	const server = createServer((request, response) => {
		if (isShut) {
			request.socket.destroy();
			return;
		}
		void fetch(`${origin}${request.url ?? ''}`).then(async (answer) => {
			response.writeHead(answer.status, {
				'content-type': answer.headers.get('content-type') ?? 'text/plain'
			});
			response.end(Buffer.from(await answer.arrayBuffer()));
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return { server, close: (shut) => (isShut = shut) };
}

test('a page says that the server is away, and comes back when it is there again', async () => {
	const site = await openSite();
	const { server, close } = await startDoor(site.origin);
	try {
		const page = await site.browser.newPage();
		const { port } = server.address() as AddressInfo;
		await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'networkidle' });
		close(true);
		await page.getByRole('link', { name: 'Platforms', exact: true }).click();
		const notice = page.getByRole('alert');
		await notice.getByRole('heading', { name: 'The server does not answer' }).waitFor();
		expect(await notice.innerText()).not.toContain('500');
		close(false);
		await page.getByRole('heading', { name: 'Platforms', level: 1 }).waitFor();
		expect(new URL(page.url()).pathname).toBe('/platforms');
	} finally {
		server.closeAllConnections();
		server.close();
		await site.close();
	}
});
