// The verb `audit`: checks published releases from their files alone.
import { Command } from 'commander';
import { Refusal } from './refusal.ts';
import type { ReleaseFiles } from '../lib/server/published/release-files.ts';

/** What became of one file. */
interface Verdict {
	readonly file: string;
	readonly ok: boolean;
	readonly period?: string;
	readonly cell?: string;
	readonly reason?: string;
	readonly hidden?: number;
	readonly worlds?: number;
	readonly combinations?: number;
	readonly sums?: { readonly hidden: number; readonly open: number };
}

/** `murmuration audit FILE… [--json]` */
export function auditCommand(): Command {
	return new Command('audit')
		.description('checks published releases from their files alone: digests, worlds and intervals')
		.argument('<files...>', 'release.json, its folder, or a release saved from the API')
		.option('--certificate <file>', 'certificate of a release saved from the API')
		.option('--json', 'machine-readable result')
		.action(async (files: string[], options: { certificate?: string; json?: boolean }) => {
			const verdicts: Verdict[] = [];
			for (const file of files) {
				const verdict = await auditFile(file, options.certificate);
				verdicts.push(verdict);
				if (options.json !== true) process.stdout.write(`${toLine(verdict)}\n`);
			}
			if (options.json === true) process.stdout.write(`${JSON.stringify({ verdicts })}\n`);
			const failed = verdicts.filter(({ ok }) => !ok).length;
			if (failed > 0) throw new Refusal(`${failed} of ${files.length} releases failed the audit`);
		});
}

async function auditFile(file: string, certificateFile: string | undefined): Promise<Verdict> {
	const { readReleaseFiles, ReleaseFileError } =
		await import('../lib/server/published/release-files.ts');
	try {
		return await auditRelease(file, await readReleaseFiles(file, certificateFile));
	} catch (error) {
		if (!(error instanceof ReleaseFileError)) throw error;
		return { file, ok: false, cell: error.part, reason: error.message };
	}
}

/** Adds up the certificate with the checker, then finds the proof again from the published numbers. */
async function auditRelease(
	file: string,
	{ manifest, cells, certificate }: ReleaseFiles
): Promise<Verdict> {
	const { checkRelease } = await import('../lib/checker/check-release.ts');
	const { auditRelease: prove } = await import('../lib/disclosure/auditor/audit-release.ts');
	const { DisclosureError } = await import('../lib/disclosure/disclosure-error.ts');
	const { loadSolver } = await import('../lib/disclosure/linear/solver.ts');
	const { period } = manifest;
	const checked = checkRelease(manifest, cells, certificate);
	if (!checked.ok) return { file, period, ok: false, cell: checked.cell, reason: checked.reason };
	try {
		prove(await loadSolver(), { manifest, cells });
	} catch (error) {
		if (!(error instanceof DisclosureError)) throw error;
		return { file, period, ok: false, cell: error.cells.join(', '), reason: error.code };
	}
	const { hidden, worlds, combinations, sums } = checked;
	return { file, period, ok: true, hidden, worlds, combinations, sums };
}

function toLine(verdict: Verdict): string {
	if (!verdict.ok)
		return `${verdict.file}: FAILED at ${verdict.cell ?? ''}: ${verdict.reason ?? ''}`;
	const { period, hidden, worlds, combinations, sums } = verdict;
	const line = `${period ?? ''}: ${worlds ?? 0} worlds add up; ${hidden ?? 0} hidden cells and ${combinations ?? 0} combinations stay open`;
	if (!sums || sums.hidden === 0) return line;
	return `${line}; ${sums.open} of ${sums.hidden} hidden sums stay open, the others protect them`;
}
