// The tiles at the top of an overview.
import type { TableView } from '../../../schema/table-view.ts';
import { toFigure, type Figure } from './figure.ts';
import {
	featureSubjects,
	newestMinorSubject,
	platformSubjects,
	sumSubjects,
	totalSubject
} from './subjects.ts';

/**
 * All units, the sums of what they did, the newest minor, the largest platform and the feature that reaches furthest, of those that have a number;
 * all units always, though their number may be hidden.
 *
 * @param views tables over the same range, `version`, `deployment` and tables of answers among them
 */
export function toFigures(views: readonly TableView[]): Figure[] {
	const features = featureSubjects(views)
		.map(toFigure)
		.sort((a, b) => (b.series.at(-1)?.value ?? 0) - (a.series.at(-1)?.value ?? 0));
	const [total, minor, platform] = [
		totalSubject(views),
		newestMinorSubject(views),
		platformSubjects(views)[0]
	].map((subject) => subject && toFigure(subject));
	const sums = sumSubjects(views).map(toFigure);
	return [total, ...sums, minor, platform, features[0]].filter((figure) => figure !== undefined);
}
