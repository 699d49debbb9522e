// Small helpers that the views share: finding parts of the page and changing them sparingly.

/**
 * The regions of a picture: a view of each that is there, and none of those that are not.
 * @param {ParentNode} root @param {[string, (region: HTMLElement) => View][]} views by their regions' names
 * @returns {View[]}
 */
export function mountRegions(root, views) {
  return views.flatMap(([name, view]) => {
    const region = /** @type {HTMLElement | null} */ (root.querySelector(`[data-region="${name}"]`));
    return region ? [view(region)] : [];
  });
}

/**
 * The part of a region with a hook; the region is broken where there is none.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root @param {string} hook such as `data-answer` @returns {T}
 */
export function part(root, hook) {
  const found = root.querySelector(`[${hook}]`);
  if (!found) throw new Error(`this region has no part [${hook}]`);
  return /** @type {T} */ (found);
}

/**
 * All parts with a hook, in the document's order.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root @param {string} hook @returns {T[]}
 */
export const parts = (root, hook) => /** @type {T[]} */ ([...root.querySelectorAll(`[${hook}]`)]);

/**
 * Offer what was disabled for as long as no script was there to answer to it. What is in the tabs
 * came by a script: there each says for itself what can be done.
 * @param {Element} root
 */
export function wake(root) {
  for (const sleep of ['disabled', 'aria-disabled']) {
    root.querySelectorAll(`[${sleep}]:not([role="tabpanel"] *)`).forEach((control) => control.removeAttribute(sleep));
  }
  root.removeAttribute('data-asleep');
}

/** @param {Element} chart whose overlay waits for the chart: laying out what nobody sees takes time */
export const revealOverlay = (chart) => part(chart, 'data-overlay').removeAttribute('hidden');

/** @returns {number} pixels that the root's font size takes: it grows with the screen */
export const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

const FAR = 1e6; // pixels: as far away as any place, where numbers have left all bounds

/** @param {number} value @returns {number} as a picture takes it */
const drawable = (value) => Math.round(Math.max(-FAR, Math.min(FAR, value)) * 100) / 100;

const WRITTEN = Symbol('what was written to an element');

/**
 * Sixty times a second, so that the values are kept on the element itself.
 * @param {Element & {[WRITTEN]?: Record<string, string>}} element
 * @param {string} name @param {string} value @returns {boolean}
 */
function isNew(element, name, value) {
  const values = element[WRITTEN] ??= {};
  if (values[name] === value) return false;
  values[name] = value;
  return true;
}

/** @param {Element} element @param {string} text */
export function setText(element, text) {
  if (!isNew(element, 'text', text)) return;
  const node = element.firstChild;
  // Changing a text node's data spares the browser the node's removal and insertion.
  if (node && node === element.lastChild && node.nodeType === Node.TEXT_NODE) node.nodeValue = text;
  else element.textContent = text;
}

/** @param {Element} element @param {Record<string, string | number>} attributes */
export function setAttributes(element, attributes) {
  for (const name in attributes) { // no entries: nothing is made for what is thrown away
    const value = attributes[name];
    const text = typeof value === 'number' ? String(drawable(value)) : value;
    if (isNew(element, name, text)) element.setAttribute(name, text);
  }
}

/** @param {Element} element @param {boolean} visible for parts of a picture */
export const setVisible = (element, visible) => (
  setAttributes(element, { visibility: visible ? 'visible' : 'hidden' })
);

/** @param {HTMLElement} element @param {string} name of a custom property @param {number} value */
export function setProperty(element, name, value) {
  if (isNew(element, name, String(value))) element.style.setProperty(name, String(value));
}

/** @param {HTMLElement} element @param {'transform'} name @param {string} value */
export function setStyle(element, name, value) {
  if (isNew(element, `style.${name}`, value)) element.style[name] = value;
}

/** @param {HTMLElement} element @param {boolean} hidden */
export function setHidden(element, hidden) {
  if (isNew(element, 'hidden', String(hidden))) element.hidden = hidden;
}

/** @param {Element} element @param {string} name @param {boolean} on */
export function setClass(element, name, on) {
  if (isNew(element, `.${name}`, String(on))) element.classList.toggle(name, on);
}

/** @param {number} x @param {number} y @param {number} [unit] @returns {string} an SVG transform */
export const translate = (x, y, unit = 1) => (
  `translate(${drawable(x)} ${drawable(y)})${unit === 1 ? '' : ` scale(${unit})`}`
);
