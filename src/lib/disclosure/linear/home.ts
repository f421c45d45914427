// A place to start from: near every other, while from one target to another it is far.
import type { Place, Program } from './program.ts';

/** After so many changes of the program the cheapest point is looked up anew. */
const near = 6;

/** The cheapest point of a program without a target, or what was it a few changes ago. */
export class Home {
	readonly #program: Program;
	#place: Place | undefined;
	#changes = 0;

	constructor(program: Program) {
		this.#program = program;
	}

	/** To be called when bounds or costs have changed for more than one solve. */
	noteChange(): void {
		this.#changes += 1;
	}

	/** Lets the next solve start from there. */
	go(): void {
		if (this.#place) this.#program.startFrom(this.#place);
		if (this.#place && this.#changes <= near) return;
		this.#program.solve();
		this.#place = this.#program.place;
		this.#changes = 0;
	}
}
