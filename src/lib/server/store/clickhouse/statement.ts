import { statementsOf } from '../statements.ts';

/** The statements of `sql/`. */
export const readStatement = statementsOf(new URL('./sql/', import.meta.url));
