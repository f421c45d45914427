// What is used of a package without types of its own.
declare module '@20minutes/s3rver' {
	import type { RequestListener } from 'node:http';

	/** A server of the S3 protocol that keeps objects in a folder and checks signatures. */
	export default class S3rver {
		constructor(options: {
			readonly directory: string;
			readonly silent: boolean;
			readonly vhostBuckets: boolean;
			readonly allowMismatchedSignatures: boolean;
			readonly configureBuckets: readonly { readonly name: string }[];
		});
		configureBuckets(): Promise<unknown>;
		callback(): RequestListener;
	}
}
