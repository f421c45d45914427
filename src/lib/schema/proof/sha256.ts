// SHA-256 without a secure context: browsers have their own only on https and localhost.
// Source: FIPS 180-4, Secure Hash Standard.

const primes = firstPrimes(64);
const roundConstants = primes.map((prime) => fraction(Math.cbrt(prime)));

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export function sha256(text: string): string {
	const bytes = new TextEncoder().encode(text);
	const blocks = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
	blocks.set(bytes);
	blocks[bytes.length] = 0x80;
	const view = new DataView(blocks.buffer);
	view.setUint32(blocks.length - 8, Math.floor(bytes.length / 2 ** 29));
	view.setUint32(blocks.length - 4, bytes.length * 8);
	const state = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
	for (let offset = 0; offset < blocks.length; offset += 64) compress(state, view, offset);
	return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

function compress(state: Uint32Array, view: DataView, offset: number): void {
	const schedule = new Uint32Array(64);
	const word = (index: number) => schedule[index] ?? 0;
	for (let index = 0; index < 16; index += 1) schedule[index] = view.getUint32(offset + 4 * index);
	for (let index = 16; index < 64; index += 1) {
		const [early, late] = [word(index - 15), word(index - 2)];
		const first = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
		const second = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
		schedule[index] = word(index - 16) + first + word(index - 7) + second;
	}
	let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
	for (let index = 0; index < 64; index += 1) {
		const upper = (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g));
		const first = (h + upper + (roundConstants[index] ?? 0) + word(index)) | 0;
		const lower = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
		[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + lower) | 0];
	}
	for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) {
		state[index] = (state[index] ?? 0) + value;
	}
}

function rotate(value: number, bits: number): number {
	return (value >>> bits) | (value << (32 - bits));
}

/** The first 32 bits of a number's fractional part. */
function fraction(value: number): number {
	return Math.floor((value - Math.floor(value)) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
	const primes: number[] = [];
	for (let number = 2; primes.length < count; number += 1) {
		if (primes.every((prime) => number % prime !== 0)) primes.push(number);
	}
	return primes;
}
