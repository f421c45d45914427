/** A file that can't be loaded as a whole; the message is one line and names the file, never its content. */
export class SourceError extends Error {
	override readonly name = 'SourceError';
}
