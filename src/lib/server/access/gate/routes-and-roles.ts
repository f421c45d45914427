// Every route with what it takes to get in. A route that is missing here is refused, and a test fails.
import type { Role } from '../role.ts';

/** What a successful answer is in the audit log. */
export type Reading = 'view' | 'export';

/** `open`: everybody gets in. `metrics`: connections of listed addresses do. */
export interface Rule {
	readonly needs: Role | 'open' | 'metrics';
	/** How it is recorded; a page of charts is viewed, a file is exported. */
	readonly reading?: Reading;
	/**
	 * Whose pages may ask, where it is not as usual, which is: any to read, this site's own to change something.
	 * `own`: even an answer is more than another site may have. `any`: nothing there depends on who sends it.
	 */
	readonly pages?: 'own' | 'any';
}

const open: Rule = { needs: 'open' };
const viewed: Rule = { needs: 'viewer', reading: 'view' };
const exported: Rule = { needs: 'viewer', reading: 'export' };
const managed: Rule = { needs: 'sharer', pages: 'own' };

const table = '/api/v1/datasets/[dataset]/tables/[table]';

const rules: Readonly<Record<string, Rule>> = {
	'/(site)': viewed,
	'/(site)/[page]': viewed,
	'/(site)/tables': viewed,
	'/(site)/tables/[table]': viewed,
	'/(site)/tables/[table]/explain': viewed,
	'/(site)/api': { needs: 'viewer' },
	'/(site)/collect': open,
	'/(site)/method': open,
	'/(site)/shares': { needs: 'sharer' },
	'/api/v1/datasets': { needs: 'viewer' },
	[table]: exported,
	[`${table}.csv`]: exported,
	[`${table}.csv-metadata.json`]: { needs: 'viewer' },
	[`${table}.parquet`]: exported,
	[`${table}.zip`]: exported,
	[`${table}/explain`]: viewed,
	'/api/v1/openapi.json': { needs: 'viewer' },
	'/api/v1/releases/[dataset]/[period]': exported,
	'/api/v1/releases/[dataset]/[period]/certificate': exported,
	'/api/v1/shares': managed,
	'/api/v1/shares/[id]': managed,
	'/api/v1/shares/preflight': managed,
	'/badge/[chart].svg': viewed,
	'/embed/[chart]': viewed,
	'/embed/[chart].csv': exported,
	'/embed/[chart].json': exported,
	'/embed/[chart].png': viewed,
	'/embed/[chart].svg': viewed,
	'/oembed': { needs: 'viewer' },
	'/healthz': open,
	'/readyz': open,
	'/metrics': { needs: 'metrics' },
	'/v1/heartbeat': { needs: 'open', pages: 'any' },
	'/sign-in': open,
	'/sign-in/callback': open,
	'/sign-in/ended': open,
	'/sign-out': open
};

/** The rule of a route by its id; `undefined` for one that nobody thought of. */
export function ruleOf(route: string): Rule | undefined {
	return Object.hasOwn(rules, route) ? rules[route] : undefined;
}

/** Ids of all routes that have a rule. */
export const ruledRoutes = Object.keys(rules);
