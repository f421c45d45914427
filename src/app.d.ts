import type { IncomingMessage } from 'node:http';
import type { Visitor } from '$lib/server/access/identity/visitor.ts';
import type { Problem } from '$lib/schema/problem.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** The server did not answer. */
			isAway?: boolean;
			/** What in the request has to change. */
			problems?: readonly Problem[];
		}

		interface Locals {
			/** Parameters of an embed: those of its address, held to what its token opens. */
			parameters: URLSearchParams;
			/** Who asks; `undefined` for somebody who is not known. */
			visitor: Visitor | undefined;
			/** Whether whoever asks may make, list and revoke shares. */
			mayManage: boolean;
		}

		interface Platform {
			readonly req?: IncomingMessage;
		}
		interface PageData {
			/** Who may frame embeds, for the Share dialog. */
			frameAncestors?: readonly string[];
			/** Whether whoever reads may make links that work without sign-in. */
			mayManage?: boolean;
		}
	}
}

export {};
