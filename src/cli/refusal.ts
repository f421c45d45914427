/** A verb that can't do what was asked, told in one line. Exit code 1: refused or failed; 2: wrong usage. */
export class Refusal extends Error {
	override readonly name = 'Refusal';
	readonly exitCode: 1 | 2;

	constructor(message: string, exitCode: 1 | 2 = 1, options?: ErrorOptions) {
		super(message, options);
		this.exitCode = exitCode;
	}
}
