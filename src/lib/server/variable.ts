// How values of environment variables are read; each says what it accepts.
import proxyAddr from 'proxy-addr';
import { z } from 'zod';

/** A list, split at `separator`; empty when it is not set. */
export function list(separator: RegExp) {
	return z
		.string()
		.default('')
		.transform((text) => text.trim().split(separator).filter(Boolean));
}

/** A whole number of the range, both ends included. */
export function wholeNumber(minimum: number, maximum: number) {
	const accepts = `expected a whole number from ${minimum} to ${maximum}`;
	return z.coerce.number(accepts).int(accepts).min(minimum, accepts).max(maximum, accepts);
}

/** A number of the range, both ends included; `unit` as in "seconds". */
export function amount(unit: string, minimum: number, maximum: number) {
	const accepts = `expected ${unit} from ${minimum} to ${maximum}`;
	return z.coerce.number(accepts).min(minimum, accepts).max(maximum, accepts);
}

/** Addresses, CIDR ranges and names of ranges, with commas between. */
export function addresses() {
	return list(/\s*,\s*/).refine(
		areAddresses,
		'expected addresses or ranges like 10.0.0.7, 10.0.0.0/8, loopback, linklocal or uniquelocal, with commas between'
	);
}

function areAddresses(names: readonly string[]): boolean {
	try {
		proxyAddr.compile([...names]);
		return true;
	} catch {
		return false;
	}
}
