// What the audit log says of one thing that happened. No address and no name of a program is in it.
import { z } from 'zod';

/** The closed list of what is recorded. */
export const AuditEvent = z.enum([
	'sign-in',
	'sign-out',
	'refused',
	'view',
	'export',
	'share-made',
	'share-revoked',
	'share-opened',
	'publishing-began',
	'published',
	'withheld',
	'publication-refused',
	'publishing-ended',
	'retained',
	'erased',
	'backed-up',
	'restored',
	'files-dropped',
	'repaired'
]);

/** An entry as it is handed in. */
export const AuditEntry = z.strictObject({
	/** A moment in UTC. */
	time: z.iso.datetime(),
	/** Who: somebody by id or name, as the settings have it, `local`, `anybody`, `link`, `command-line` or `builder`. */
	actor: z.string(),
	event: AuditEvent,
	/** What: a path, a dataset, the id of a share, the name of a file. */
	target: z.string().exactOptional(),
	/** Periods as they were asked for: `2026-W46`, `2026-W20..2026-W46`. */
	period: z.string().exactOptional(),
	/** All else that was asked for and changes which numbers are shown. */
	filters: z.record(z.string(), z.string()).exactOptional(),
	detail: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional()
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What happened, before the log adds when. */
export type Happening = Omit<AuditEntry, 'time'>;

/** No text of a request gets longer than this into the log. */
const longestText = 500;

/** The entry of something that happens at `now`, in milliseconds since 1970; texts that are too long are cut. */
export function toEntry(happening: Happening, now: number): AuditEntry {
	const { actor, target, filters } = happening;
	return {
		time: new Date(now).toISOString(),
		...happening,
		actor: cut(actor),
		...(target !== undefined && { target: cut(target) }),
		...(filters && {
			filters: Object.fromEntries(
				Object.entries(filters)
					.slice(0, 30)
					.map(([name, value]) => [cut(name), cut(value)])
			)
		})
	};
}

function cut(text: string): string {
	return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
