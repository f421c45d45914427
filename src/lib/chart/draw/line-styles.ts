/** How lines are told apart without colour, the newest first. */
export const lineStyles = [
	{ borderDash: [], pointStyle: 'circle' },
	{ borderDash: [7, 3], pointStyle: 'rect' },
	{ borderDash: [2, 3], pointStyle: 'triangle' },
	{ borderDash: [9, 3, 2, 3], pointStyle: 'rectRot' },
	{ borderDash: [14, 4], pointStyle: 'crossRot' },
	{ borderDash: [1, 5], pointStyle: 'star' }
] as const;
