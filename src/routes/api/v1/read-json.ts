// The body of a request that has to be JSON.
import { ChartRefusal } from '$lib/server/charts/chart-refusal.ts';

/**
 * Reads a body. Its type is asked for, as a page of another origin can't send it without asking first.
 *
 * @throws {ChartRefusal} 400 for what is not JSON
 */
export async function readJson(request: Request): Promise<unknown> {
	const type = request.headers.get('content-type') ?? '';
	if (!/^application\/json(;|$)/i.test(type)) {
		throw new ChartRefusal(400, 'expected a body of type application/json');
	}
	try {
		return await request.json();
	} catch (error) {
		if (error instanceof SyntaxError) throw new ChartRefusal(400, 'expected JSON');
		throw error;
	}
}
