import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of the clock by which Linux reckons, in a second. */
const ticks = 100;

/** Seconds of processor time that this process and all that it has started took so far, ended ones too. Needs /proc. */
export function processorSeconds(): number {
	const parents = new Map<number, { parent: number; own: number; ended: number }>();
	for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
		const times = read(Number(name));
		if (times) parents.set(Number(name), times);
	}
	const isOurs = (pid: number): boolean => {
		const parent = parents.get(pid)?.parent;
		return pid === process.pid || (parent !== undefined && isOurs(parent));
	};
	const ours = [...parents].filter(([pid]) => isOurs(pid));
	return ours.reduce((sum, [, { own, ended }]) => sum + own + ended, 0) / ticks;
}

/** `undefined` where it has ended meanwhile. */
function read(pid: number) {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The name of the program, in brackets, may hold anything.
		const fields = stat
			.slice(stat.lastIndexOf(')') + 2)
			.split(' ')
			.map(Number);
		const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [
			...[fields[1], fields[11], fields[12], fields[13], fields[14]]
		];
		return { parent, own: user + system, ended: endedUser + endedSystem };
	} catch {
		return undefined;
	}
}
