// What a browser keeps for this server and can neither read nor change: JSON Web Encryption (RFC 7516) with AES-256-GCM.
import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { z } from 'zod';

const encryption = { alg: 'dir', enc: 'A256GCM' } as const;

/** Seals values of one kind. What is sealed for another purpose, or under another secret, does not open. */
export class Seal<Value extends object> {
	readonly #schema: z.ZodType<Value>;
	readonly #key: Uint8Array;

	constructor(schema: z.ZodType<Value>, secret: Uint8Array, purpose: string) {
		this.#schema = schema;
		this.#key = new Uint8Array(hkdfSync('sha256', secret, '', `murmuration ${purpose}`, 32));
	}

	/** @param until the second after which it opens no more, in milliseconds since 1970 */
	close(value: Value, until: number): Promise<string> {
		return new EncryptJWT({ value })
			.setProtectedHeader(encryption)
			.setExpirationTime(Math.ceil(until / 1000))
			.encrypt(this.#key);
	}

	/** The value; `undefined` for a text that is none, whatever is wrong with it. */
	async open(text: string, now: number): Promise<Value | undefined> {
		try {
			const { payload } = await jwtDecrypt(text, this.#key, {
				currentDate: new Date(now),
				keyManagementAlgorithms: [encryption.alg],
				contentEncryptionAlgorithms: [encryption.enc]
			});
			return this.#schema.safeParse(payload['value']).data;
		} catch (error) {
			if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
			throw error;
		}
	}
}
