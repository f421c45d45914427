// Badges in the usual form, drawn by the library that made it usual.
import { makeBadge } from 'badge-maker';

/** A badge as SVG: shapes and text only. Control characters must be kept out of both texts. */
export function drawBadge(label: string, message: string, isNumber: boolean): string {
	return makeBadge({ label, message, color: isNumber ? '#2a6f97' : '#5a6570', style: 'flat' });
}
