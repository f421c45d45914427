// Addresses and names that never leave the machine.
import { BlockList } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an address, or the name of a host without its port, is of this machine alone. */
export function isLoopback(host: string): boolean {
	return host.toLowerCase() === 'localhost' || isLoopbackAddress(host.replace(/^\[|\]$/g, ''));
}

/** Whether an address is of this machine alone. */
export function isLoopbackAddress(address: string): boolean {
	const plain = address.replace(/^::ffff:/i, '');
	return loopback.check(plain, plain.includes(':') ? 'ipv6' : 'ipv4');
}
