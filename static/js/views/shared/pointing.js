// What is pointed at: the one place that knows how a part of the page names its quantity.

import { setAttributes } from './dom.js';

/** @param {EventTarget | null} target @returns {HTMLElement | null} the part that shows a quantity */
export const partAt = (target) => (
  target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest('[data-quantity]')) : null
);

/** @param {Element} part @returns {string} */
export const quantityOf = (part) => part.getAttribute('data-quantity') ?? '';

/** @param {Element} part @param {string} quantity what it shows from now on */
export const nameQuantity = (part, quantity) => setAttributes(part, { 'data-quantity': quantity });

/** @param {Element} root @returns {Element[]} every part that shows a quantity */
export const quantitiesIn = (root) => [...root.querySelectorAll('[data-quantity]')];
