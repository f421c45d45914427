// Which colour a category gets, said without naming a colour: themes turn tones into colours.

/** A place on the ramp of ordered categories (0 = oldest, 1 = newest), a slot of the unordered set, or no colour at all. */
export type Tone =
	| { readonly kind: 'ramp'; readonly position: number }
	| { readonly kind: 'slot'; readonly slot: number }
	| { readonly kind: 'neutral' }
	| { readonly kind: 'hatch' };

/** Slots of the unordered set. */
export const slotCount = 7;

/** Categories that keep their colour in every chart and range; any other takes the first slot that is free. */
const fixedSlots: ReadonlyMap<string, number> = new Map([
	['docker', 0],
	['k8s', 1],
	['docker-compose', 2],
	['bare', 3],
	['linux', 0],
	['darwin', 3],
	['windows', 1],
	['x64', 0],
	['arm64', 1],
	['arm', 2],
	['ia32', 3],
	['yes', 0]
]);

/**
 * The tone of `code` among `codes`, which are in their order and without unknown and rests.
 *
 * @param isOrdered whether the order means something (old to new), which asks for the ramp
 */
export function toneOf(code: string, codes: readonly string[], isOrdered: boolean): Tone {
	const index = codes.indexOf(code);
	if (index < 0 || code === 'no') return { kind: 'neutral' };
	if (isOrdered) {
		return { kind: 'ramp', position: codes.length === 1 ? 1 : index / (codes.length - 1) };
	}
	const fixed = fixedSlots.get(code);
	if (fixed !== undefined) return { kind: 'slot', slot: fixed };
	const taken = new Set(codes.map((one) => fixedSlots.get(one)));
	const free = Array.from({ length: slotCount }, (_, slot) => slot).filter(
		(slot) => !taken.has(slot)
	);
	const loose = codes.filter((one) => !fixedSlots.has(one) && one !== 'no');
	return { kind: 'slot', slot: free[loose.indexOf(code) % free.length] ?? 0 };
}
