// The server's page of another run: fetched, so that it can take this one's place without the
// browser's loading anything anew. Changes nothing on the page that stands.

const PATIENCE = 20_000; // milliseconds

/**
 * @typedef {object} Asked
 * @property {string} page the page's address @property {string} api where the same run is described
 * @property {string} language the code of the reader's language, for what is said where it is refused
 * @property {AbortSignal} signal of whoever wants another page instead
 */

/**
 * @param {Asked} asked
 * @returns {Promise<{page: Document} | {problem: Problem}>} rejected with an AbortError where it is not wanted any more
 */
export async function fetchPage({ page, api, language, signal }) {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
  const headers = { 'Accept-Language': language };
  try {
    const response = await fetch(page, { signal: limited });
    if (response.ok) return { page: new DOMParser().parseFromString(await response.text(), 'text/html') };
    // People's pages tell people what is wrong; the same is said field by field to programs.
    const told = await fetch(api, { headers, signal: limited });
    const problem = told.ok ? {} : await told.json().catch(() => ({}));
    return { problem: { detail: '', errors: [], ...problem, status: response.status } };
  } catch (error) {
    if (signal.aborted) throw error;
    return { problem: { detail: '', errors: [] } };
  }
}
