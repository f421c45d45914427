/** What is said of one, of many, and of what else the language tells apart. */
export type PluralForms = Readonly<
	Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }
>;

/**
 * Picks the form that goes with a number in the language of `locale`. The number may have one decimal, as numbers are
 * shown with at most one.
 */
export function pluralIn(locale: string): (number: number, forms: PluralForms) => string {
	let rules: Intl.PluralRules | undefined;
	return (number, forms) => {
		rules ??= new Intl.PluralRules(locale, { maximumFractionDigits: 1 });
		return forms[rules.select(number)] ?? forms.other;
	};
}
