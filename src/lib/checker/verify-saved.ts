// The checker as readers use it: on what the API gives, trusting none of it.
import { Certificate } from '../schema/proof/certificate.ts';
import { SavedRelease } from '../schema/release.ts';
import { checkRelease, type CheckResult } from './check-release.ts';

/**
 * Checks a release against its certificate, both as parsed from JSON.
 *
 * @returns the result of `checkRelease`; a body of another shape fails at `release` or `certificate`
 */
export function verifySaved(release: unknown, certificate: unknown): CheckResult {
	const saved = SavedRelease.safeParse(release);
	if (!saved.success) return { ok: false, cell: 'release', reason: 'is not a release' };
	const proof = Certificate.safeParse(certificate);
	if (!proof.success) return { ok: false, cell: 'certificate', reason: 'is not a certificate' };
	return checkRelease(saved.data.manifest, saved.data.cells, proof.data);
}
