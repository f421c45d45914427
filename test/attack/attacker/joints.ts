// Which joint counts have to be imagined together: tables that form no ring are tied by equal margins, the rest is
// one joint. Source: Graham, On the universal relation (1979); Yu and Ozsoyoglu (1979).
import { tells, type Attribute, type Question } from './questions.ts';

/** A joint classification. Where it has a host, both count the same units by the attributes they are tied on. */
export interface Joint {
	readonly attributes: readonly Attribute[];
	readonly host: number | undefined;
	readonly tiedOn: readonly Attribute[];
}

interface Edge {
	readonly own: readonly Attribute[];
	left: Attribute[];
	host?: Edge;
	position?: number;
}

/**
 * Joints such that every question lies inside one, and joints that agree on their ties fit together into one fleet.
 * Hosts come before what is tied to them.
 */
export function toJoints(questions: readonly Question[]): Joint[] {
	const known = new Map(
		questions.flatMap(({ attributes }) => attributes).map((one) => [one.id, one])
	);
	const edges = questions.map(({ attributes }): Edge => {
		const own = [...known.values()].filter((one) => attributes.some((fine) => tells(fine, one)));
		return { own, left: own };
	});
	const { live, ears } = reduce(edges);
	const core = [...new Set(live.flatMap(({ left }) => left))];
	const center: Edge = live.length === 1 && live[0] ? live[0] : { own: core, left: core };
	const joints: Joint[] = [{ attributes: center.own, host: undefined, tiedOn: [] }];
	center.position = 0;
	for (const edge of [...live, ...ears.toReversed()]) {
		if (edge === center) continue;
		const host = edge.host ?? center;
		const position = host.position ?? 0;
		if (edge.own.every((one) => joints[position]?.attributes.includes(one))) {
			edge.position = position;
			continue;
		}
		edge.position = joints.push({ attributes: edge.own, host: position, tiedOn: edge.left }) - 1;
	}
	return joints;
}

/** Drops what only one edge has, then every edge inside another, until nothing moves. */
function reduce(edges: readonly Edge[]): { live: Edge[]; ears: Edge[] } {
	let live = [...edges];
	const ears: Edge[] = [];
	for (let isMoving = true; isMoving;) {
		isMoving = false;
		for (const edge of live) {
			const others = live.filter((other) => other !== edge);
			edge.left = edge.left.filter((one) => others.some(({ left }) => left.includes(one)));
			const host = others.find(({ left }) => edge.left.every((one) => left.includes(one)));
			if (!host) continue;
			edge.host = host;
			ears.push(edge);
			live = others;
			isMoving = true;
			break;
		}
	}
	return { live, ears };
}
