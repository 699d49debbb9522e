// A sentence in which the names of quantities can be pointed at.

import { nameQuantity } from './pointing.js';

/** @param {HTMLElement} element @param {import('../../text/pieces.js').Piece[]} pieces */
export function setSentence(element, pieces) {
  element.replaceChildren(...pieces.map((piece) => {
    if (typeof piece === 'string') return piece;
    const name = document.createElement('b');
    name.textContent = piece.text;
    nameQuantity(name, piece.quantity);
    return name;
  }));
}
