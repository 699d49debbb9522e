// Numbers as the query's grammar writes them: every bit, a negative zero's sign too, and no plus
// sign, which a query would read as a space. Pure.

/** @param {number} value @returns {string} */
export const written = (value) => (Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e'));

/** @param {number[]} values @returns {string} between commas */
export const writtenRow = (values) => values.map(written).join(',');
