// Preloaded into web process and builder: gives them the clock of the soak, which runs faster and can be set. Its course
// is a file of stretches, each told before it begins, so that both processes turn at the same moment.
import { readFileSync } from 'node:fs';

const part = process.argv.find((word) => word === 'serve-web' || word === 'serve-builder');
const file = process.env.SOAK_CLOCK;
const rereadMs = 100;
/** Pauses that the processes time by themselves get shorter by this. */
const hurry = 20;

if (part && file) {
	const RealDate = Date;
	const realNow = RealDate.now.bind(RealDate);
	const monotonic = performance.now.bind(performance);
	let stretches = [];
	let readAt = -Infinity;

	const soakNow = () => {
		const real = realNow();
		if (real - readAt > rereadMs) {
			stretches = JSON.parse(readFileSync(file, 'utf8'));
			readAt = real;
		}
		const { fromReal, fromSoak, rate } = stretches.findLast((one) => one.fromReal <= real);
		return Math.floor(fromSoak + (real - fromReal) * rate);
	};

	globalThis.Date = new Proxy(RealDate, {
		construct: (target, given, made) =>
			Reflect.construct(target, given.length === 0 ? [soakNow()] : given, made),
		get: (target, key) => (key === 'now' ? soakNow : Reflect.get(target, key))
	});
	performance.now = () => monotonic() * hurry;
}
