// As many elements of a kind as are needed just now: made when first needed, hidden when not.

import { setAttributes } from './dom.js';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {Element} layer that holds them @param {string} kind of element
 * @param {Record<string, string | number>} attributes that all of them have
 * @returns {(count: number) => Element[]} the first so many, to be seen
 */
export function pool(layer, kind, attributes) {
  /** @type {Element[]} */
  const made = [];
  const make = () => {
    const element = document.createElementNS(layer.namespaceURI ?? SVG, kind);
    setAttributes(element, attributes);
    layer.append(element);
    made.push(element);
  };
  return (count) => {
    while (made.length < count) make();
    made.forEach((element, i) => setAttributes(element, { visibility: i < count ? 'visible' : 'hidden', ...(i < count ? {} : { class: 'away' }) }));
    return made.slice(0, count);
  };
}
