// Which attributes must be known jointly so that tables with equal margins always fit into one population.
// Source: Graham's reduction (GYO) of Beeri, Fagin, Maier, Yannakakis, J. ACM 30 (1983); for cyclic schemes
// elimination to a junction tree, Lauritzen and Spiegelhalter, J. Royal Stat. Soc. B 50 (1988).

/** A set of attributes that is counted jointly, and those it shares with the parts before it. */
export interface Part {
	readonly attributes: readonly string[];
	/** Shared with one earlier part, all of them; empty for the first part of a component. */
	readonly separator: readonly string[];
}

/**
 * Covers all attribute sets by parts with the running intersection property: what a part shares with all parts
 * before it, it shares with one of them. So tables over the parts that agree on shared margins belong to at least
 * one population, of whole units if they are whole. Attribute sets without a cycle become parts as they are;
 * a cycle is widened as little as the greedy order finds.
 *
 * @param schemes attribute sets of the tables
 * @param sizeOf number of finest groups when attributes are counted jointly
 * @returns parts, none inside another; same input, same parts
 */
export function toJoinTree(
	schemes: readonly (readonly string[])[],
	sizeOf: (attributes: readonly string[]) => number
): Part[] {
	const cliques = eliminate(schemes, sizeOf).reverse();
	const maximal = cliques.filter(
		(clique, index) =>
			!cliques.some(
				(other, at) =>
					isWithin(clique, other) && (other.size > clique.size || (at < index && other !== clique))
			)
	);
	const placed: Set<string>[] = [];
	const parts: Part[] = [];
	const waiting = [...maximal];
	for (;;) {
		const next = takeNext(waiting, placed);
		if (!next) return parts;
		const before = new Set(placed.flatMap((clique) => [...clique]));
		const attributes = [...next].sort();
		parts.push({ attributes, separator: attributes.filter((id) => before.has(id)) });
		placed.push(next);
	}
}

/** The waiting clique that shares most with one placed (Prim's spanning tree of most shared attributes). */
function takeNext(waiting: Set<string>[], placed: readonly Set<string>[]): Set<string> | undefined {
	let best: { index: number; shared: number } | undefined;
	for (const [index, clique] of waiting.entries()) {
		const shared = Math.max(
			0,
			...placed.map((other) => [...clique].filter((id) => other.has(id)).length)
		);
		if (!best || shared > best.shared) best = { index, shared };
	}
	return best && waiting.splice(best.index, 1)[0];
}

/** Removes attributes one by one, cheapest joint first; each removal joins the sets that have the attribute. */
function eliminate(
	schemes: readonly (readonly string[])[],
	sizeOf: (attributes: readonly string[]) => number
): Set<string>[] {
	let edges = schemes.map((scheme) => new Set(scheme));
	const left = new Set(schemes.flat().sort());
	const cliques: Set<string>[] = [];
	while (left.size > 0) {
		let best: { attribute: string; clique: Set<string>; cost: number } | undefined;
		for (const attribute of left) {
			const touching = edges.filter((edge) => edge.has(attribute));
			const clique = new Set(touching.flatMap((edge) => [...edge]));
			const isInOne = touching.some((edge) => edge.size === clique.size);
			const cost = isInOne ? 0 : sizeOf([...clique]);
			if (!best || cost < best.cost) best = { attribute, clique, cost };
		}
		if (!best) break;
		const { attribute, clique } = best;
		cliques.push(clique);
		const rest = new Set([...clique].filter((id) => id !== attribute));
		edges = [...edges.filter((edge) => !edge.has(attribute)), rest];
		left.delete(attribute);
	}
	return cliques;
}

function isWithin(inner: ReadonlySet<string>, outer: ReadonlySet<string>): boolean {
	return [...inner].every((id) => outer.has(id));
}
