// The linear solver: HiGHS, compiled to WebAssembly, loaded once per process.
// Source: Huangfu and Hall, Parallelizing the dual revised simplex method (2018), https://highs.dev
import loadHighs, { type Highs } from 'highs';

/** A loaded solver, from which programs are made. */
export type Solver = Highs;

let loading: Promise<Solver> | undefined;

/** Loads the solver; later calls get the same one. */
export function loadSolver(): Promise<Solver> {
	loading ??= loadHighs();
	return loading;
}
