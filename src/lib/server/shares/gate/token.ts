// The token of a share: a JSON Web Token (RFC 7519) signed with HMAC-SHA-256, made from the share alone.
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { ShareId, type Share } from '../../../schema/share.ts';

const algorithm = 'HS256';
const type = 'JWT';

const Payload = z.strictObject({ chart: z.string(), sub: ShareId, exp: z.int() });

/** What a token says: which share it opens, for which chart. */
export interface Claims {
	readonly id: string;
	readonly chart: string;
}

/** The token of a share; the same share and secret give the same token. */
export function signToken({ id, chart, expires }: Share, secret: Uint8Array): Promise<string> {
	return new SignJWT({ chart })
		.setProtectedHeader({ alg: algorithm, typ: type })
		.setSubject(id)
		.setExpirationTime(new Date(expires))
		.sign(secret);
}

/**
 * Reads a token that was signed with `secret`.
 *
 * Every other one is `unknown`, whatever is wrong with it; so is a second spelling of the same bytes.
 *
 * @param now in milliseconds since 1970
 */
export async function verifyToken(
	token: string,
	secret: Uint8Array,
	now: number
): Promise<Claims | 'unknown' | 'expired'> {
	if (!isCanonical(token)) return 'unknown';
	const options = { algorithms: [algorithm], typ: type, currentDate: new Date(now) };
	try {
		const { payload } = await jwtVerify(token, secret, options);
		const claims = Payload.safeParse(payload);
		return claims.success ? { id: claims.data.sub, chart: claims.data.chart } : 'unknown';
	} catch (error) {
		if (error instanceof errors.JWTExpired) return 'expired';
		if (error instanceof errors.JOSEError) return 'unknown';
		throw error;
	}
}

/** The last letter of a part has bits to spare, which decoders pass over. */
function isCanonical(token: string): boolean {
	const parts = token.split('.');
	const isSpelledRight = (part: string) =>
		part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
	return token.length < 1024 && parts.length === 3 && parts.every(isSpelledRight);
}
