/** A question mark for each value of a list: `IN (${marks(ids)})`. */
export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(',');
