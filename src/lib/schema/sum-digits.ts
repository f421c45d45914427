// How finely sums are told. Apart from their schemas, as charts in a browser need nothing else of them.

/** How many digits of a sum are shown at most. */
export const significantDigits = 3;
