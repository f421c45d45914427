// A published manifest stays as it was written. What earlier programs wrote is brought to today's form when it is read,
// and what a newer one wrote is refused with the version that it needs.
import { z } from 'zod';
import { AuditSummary, Manifest } from '../../schema/release.ts';

/** A release can't be read; the message is one line, without the place of the release. */
export class ManifestError extends Error {
	override readonly name = 'ManifestError';
}

type Content = Readonly<Record<string, unknown>>;

/** Number of the format that this program writes. */
const format = Manifest.shape.format.value;

/** What every format says of itself. */
const AnyManifest = z.looseObject({
	format: z.int(),
	versions: z.looseObject({ murmuration: z.string() })
});

const BeforeCertificates = z.object({
	audit: AuditSummary.omit({ worlds: true }).extend({ method: z.string() })
});

/** From the oldest form to the newest: each takes the form before its own, and leaves others alone. */
const steps: readonly ((content: Content) => Content)[] = [withoutCertificate];

/**
 * The manifest that stands in a `release.json` of any age.
 *
 * @throws {ManifestError} when it is of a newer program, or no manifest
 */
export function toManifest(content: unknown): Manifest {
	const said = AnyManifest.safeParse(content);
	if (said.success && said.data.format > format) {
		const { format: newer, versions } = said.data;
		throw new ManifestError(
			`is of format ${newer}, made by Murmuration ${versions.murmuration}; this program reads formats up to ${format}: update Murmuration`
		);
	}
	const result = Manifest.safeParse(
		said.success ? steps.reduce<Content>((form, step) => step(form), said.data) : content
	);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	throw new ManifestError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

/** Before there were certificates, the audit named its method; there is no world that it could count. */
function withoutCertificate(content: Content): Content {
	const earlier = BeforeCertificates.safeParse(content);
	if (!earlier.success) return content;
	const { cells, hidden, lines } = earlier.data.audit;
	return { ...content, audit: { cells, hidden, lines, worlds: 0 } };
}
