// The drawer's document: fetched, and its parts taken over into the page's panels.

import { part, parts } from './dom.js';

/** The document can't be had: the server's or the network's doing, not a fault of the page. */
export class Unavailable extends Error {}

/**
 * Fill the panels with what the document has for each.
 * @param {string} address @param {HTMLElement} root
 * @returns {Promise<Map<string, HTMLElement>>} the panels by the names of their tabs; rejected with
 * Unavailable where the document can't be had
 */
export async function fetchPanels(address, root) {
  const found = new DOMParser().parseFromString(await textOf(address), 'text/html');
  document.head.append(document.adoptNode(part(found, 'data-drawer-styles')));
  return new Map(parts(found, 'data-panel-content').map((content) => {
    const name = content.dataset.panelContent ?? '';
    const panel = part(root, `data-panel="${name}"`);
    panel.replaceChildren(...[...content.childNodes].map((node) => document.adoptNode(node)));
    return [name, panel];
  }));
}

/** @param {string} address @returns {Promise<string>} */
async function textOf(address) {
  try {
    const response = await fetch(address);
    if (response.ok) return await response.text();
    throw new Unavailable(`the server answered with ${response.status}`);
  } catch (error) {
    throw error instanceof Unavailable ? error : new Unavailable(String(error));
  }
}
