// Where the web side lies and where it listens.
import { fileURLToPath } from 'node:url';

/** The built web side. */
export const handlerFile = fileURLToPath(new URL('../../../build/handler.js', import.meta.url));

/** `host` and `port` as an address that people can open. */
export function toOrigin(host: string, port: number): string {
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
