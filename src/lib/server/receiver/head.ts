// What the head of a request alone says against it.
import { bodyLimitBytes } from '../../intake/judge-payload.ts';

/** The parts of a request's head that matter; headers as they are sent, `undefined` when missing. */
export interface Head {
	readonly method: string | undefined;
	readonly contentType: string | undefined;
	readonly contentEncoding: string | undefined;
	readonly contentLength: string | undefined;
}

const json = /^application\/json\s*(;\s*charset\s*=\s*("utf-8"|utf-8)\s*)?;?$/i;

/** The reason to refuse a request unread; `undefined` if its body is worth reading. */
export function refuseHead(head: Head): 'wrong_method' | 'wrong_type' | 'too_large' | undefined {
	if (head.method !== 'POST') return 'wrong_method';
	if (!json.test(head.contentType?.trim() ?? '')) return 'wrong_type';
	if (!/^(identity)?$/i.test(head.contentEncoding?.trim() ?? '')) return 'wrong_type';
	return Number(head.contentLength ?? 0) > bodyLimitBytes ? 'too_large' : undefined;
}
