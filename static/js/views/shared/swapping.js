// Another run's page takes this one's place: its picture and its data. The drawer stays, with
// whatever one is typing there. Fetches nothing and mounts nothing.

import { part } from './dom.js';

/**
 * @param {HTMLElement} root of the page that stands @param {HTMLElement} other the other page's, as the server has it
 * @returns {boolean} whether what had the focus has gone
 */
export function swapPage(root, other) {
  document.title = other.ownerDocument.title;
  const before = part(root, 'data-screen');
  const after = document.adoptNode(part(other, 'data-screen'));
  keepDrawn(before, after);
  const hadFocus = before.contains(document.activeElement);
  before.replaceWith(after);
  root.dataset.page = other.dataset.page;
  const [here, there] = [root, other].map((page) => /** @type {HTMLAnchorElement[]} */ ([...page.querySelectorAll('.other-language a')]));
  here.forEach((link, i) => { if (there[i]) link.search = there[i].search; });
  return hadFocus;
}

/**
 * The lines over time stand until the new ones are drawn in their place: nothing flickers.
 * @param {HTMLElement} before @param {HTMLElement} after
 */
function keepDrawn(before, after) {
  const [drawn, empty] = [before, after].map((screen) => screen.querySelector('.time .plot'));
  if (drawn && empty) empty.replaceWith(drawn);
}
