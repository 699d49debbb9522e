// The drawer's document: fetched, and its parts taken over into the page's panels.

import { part, parts } from './dom.js';

/** The document can't be had: the server's or the network's doing, not a fault of the page. */
export class Unavailable extends Error {}

/** The server has another version of the page than this one; what it has would not fit. */
export class Outdated extends Unavailable {}

/** @type {HTMLElement | undefined} the panels' style sheets, once they are there */
let styles;

const GONE = 410;
const PATIENCE = 20_000; // milliseconds

/**
 * Fill those panels with what the document has for each; rejected with Unavailable where it can't be had,
 * with Outdated where the server has another version of the page.
 * @param {string} address @param {Map<string, HTMLElement>} panels by the names of their tabs
 * @param {Promise<unknown>} script that answers to what is in them: nothing is shown before it is there
 */
export async function fetchPanels(address, panels, script) {
  script.catch(() => {}); // what the server says of its version comes first
  const text = await textOf(address);
  await script;
  const found = new DOMParser().parseFromString(text, 'text/html');
  styles ??= document.head.appendChild(document.adoptNode(part(found, 'data-drawer-styles')));
  parts(found, 'data-panel-content').forEach((content) => {
    const panel = panels.get(content.dataset.panelContent ?? '');
    if (panel) fill(panel, [...content.childNodes].map((node) => document.adoptNode(node)));
  });
}

/**
 * Whoever pressed something there goes on from its like, and reads on where they were.
 * @param {HTMLElement} panel @param {Node[]} nodes
 */
function fill(panel, nodes) {
  const { scrollTop } = panel;
  const pressed = panel.contains(document.activeElement) ? document.activeElement?.id : '';
  panel.replaceChildren(...nodes);
  if (pressed) document.getElementById(pressed)?.focus({ preventScroll: true });
  panel.scrollTop = scrollTop;
}

/** @param {string} address @returns {Promise<string>} */
async function textOf(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok) return await response.text();
    if (response.status === GONE) throw new Outdated();
    throw new Unavailable(`the server answered with ${response.status}`);
  } catch (error) {
    throw error instanceof Unavailable ? error : new Unavailable(String(error));
  }
}
