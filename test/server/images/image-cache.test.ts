import { expect, test } from 'vitest';
import { ImageCache } from '../../../src/lib/server/images/image-cache.ts';

function toCache(mostBytes: number, mostWaiting: number): ImageCache<string> {
	return new ImageCache(mostBytes, mostWaiting, (image) => Buffer.byteLength(image));
}

/** A drawing that counts how often it is asked for. */
function counted(image: string) {
	const drawing = { times: 0, draw: () => ((drawing.times += 1), image) };
	return drawing;
}

test('a picture is drawn once, also for two readers at the same time', async () => {
	const cache = toCache(100, 5);
	const drawing = counted('a');
	const images = await Promise.all([cache.get('a', drawing.draw), cache.get('a', drawing.draw)]);
	expect(images).toEqual(['a', 'a']);
	expect(await cache.get('a', () => 'drawn again')).toBe('a');
	expect(drawing.times).toBe(1);
});

test('the picture that nobody asked for longest is forgotten first', async () => {
	const cache = toCache(22, 5);
	for (const tag of ['a', 'b']) await cache.get(tag, () => tag.repeat(10));
	await cache.get('a', () => 'drawn again');
	await cache.get('c', () => 'c'.repeat(10));
	expect(await cache.get('a', () => 'drawn again')).toBe('a'.repeat(10));
	expect(await cache.get('b', () => 'drawn again')).toBe('drawn again');
});

test('readers get their pictures even where there is no room to keep them', async () => {
	const cache = toCache(12, 5);
	const tags = ['a', 'b', 'c'];
	const images = tags.map(async (tag) => cache.get(tag, () => tag.repeat(10)));
	expect(await Promise.all(images)).toEqual(tags.map((tag) => tag.repeat(10)));
	expect(await cache.get('d', () => 'd'.repeat(50))).toHaveLength(50);
});

test('a failure reaches its reader and is not kept', async () => {
	const cache = toCache(100, 5);
	await expect(cache.get('a', () => Promise.reject(new Error('no ink')))).rejects.toThrow('no ink');
	expect(await cache.get('a', () => 'a')).toBe('a');
});

test('drawings wait for each other, and too many are refused', async () => {
	const cache = toCache(100, 2);
	let finish = (): void => undefined;
	const started: string[] = [];
	const first = cache.get('a', async () => {
		started.push('a');
		await new Promise<void>((resolve) => (finish = resolve));
		return 'a';
	});
	const second = cache.get('b', () => (started.push('b'), 'b'));
	expect(cache.get('c', () => 'c')).toBeUndefined();
	await Promise.resolve();
	await Promise.resolve();
	expect(started).toEqual(['a']);
	finish();
	expect(await Promise.all([first, second])).toEqual(['a', 'b']);
	expect(await cache.get('c', () => 'c')).toBe('c');
});
