// The query of a run as text, field by field: what a change makes of it. Reads no values.

/**
 * @param {string} query of a run, without its ? @param {Record<string, string | null>} fields
 * those that change, as text; null is the default again
 * @returns {string} the new query, in the order of the old one
 */
export function changedQuery(query, fields) {
  const others = query.split('&').filter((field) => field && !(field.split('=')[0] in fields));
  const changed = Object.entries(fields).flatMap(([name, text]) => (text === null ? [] : [`${name}=${escaped(text)}`]));
  return [...others, ...changed].join('&');
}

/** @param {string} text @returns {string} with what queries leave as it is */
export const escaped = (text) => encodeURIComponent(text).replace(/%(2C|3A|3B)/g, (code) => decodeURIComponent(code));

/** @param {string} address @returns {string} its query, without the ? */
export const queryOf = (address) => address.split('#')[0].split('?')[1] ?? '';

/** @param {string} path @param {string} query @param {string} language named only where one is asked for @returns {string} */
export function addressFor(path, query, language = '') {
  const fields = [query, language && `lang=${language}`].filter(Boolean).join('&');
  return fields ? `${path}?${fields}` : path;
}
