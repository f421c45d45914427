/** How a table lets its hidden cells be asked: each is a link, and a plain choice of it asks on the same page. */
export interface ExplainedCells {
	/** Address that explains the cell of a row, by its head, and a column, by its key. */
	readonly linkOf: (rowHead: string, columnKey: string) => string | undefined;
	/** Called with such an address, made absolute. */
	readonly onexplain: (href: string) => void;
}
