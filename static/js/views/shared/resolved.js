// Drawings with their styles written into them: a copy of an SVG element that needs no style sheet.

export const SVG = 'http://www.w3.org/2000/svg';

const OF_ALL = ['opacity', 'clip-path'];
const OF_SHAPES = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin',
  'stroke-opacity', 'paint-order', 'vector-effect',
];
export const OF_TEXT = ['font-family', 'font-size', 'font-weight', 'letter-spacing', 'text-anchor', 'dominant-baseline'];
const GROUPS = new Set(['svg', 'g', 'defs', 'clipPath']);
const TEXTS = new Set(['text', 'tspan']);
/** What is so anyway need not be written. */
const USUAL = new Set([
  'opacity 1', 'clip-path none', 'fill-opacity 1', 'stroke none', 'stroke-opacity 1', 'stroke-dasharray none', 'paint-order normal',
  'vector-effect none', 'letter-spacing normal', 'text-anchor start', 'dominant-baseline auto', 'stroke-linecap butt', 'stroke-linejoin miter',
]);
const KEPT = /^(?:x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|d|points|width|height|viewBox|preserveAspectRatio|id|clipPathUnits|dx|dy)$/;

/**
 * A copy of a drawing as it looks now; what is not to be seen is left out.
 * @param {Element} drawn in the page @returns {Element | null}
 */
export function resolved(drawn) {
  const style = getComputedStyle(drawn);
  const name = drawn.localName;
  const isGroup = GROUPS.has(name);
  if (style.display === 'none' || (style.visibility !== 'visible' && !isGroup)) return null;
  const copy = document.createElementNS(SVG, name);
  for (const { name: attribute, value } of drawn.attributes) if (KEPT.test(attribute)) copy.setAttribute(attribute, value);
  const wanted = [...OF_ALL, ...(isGroup ? [] : OF_SHAPES), ...(TEXTS.has(name) ? OF_TEXT : [])];
  dress(copy, wanted, style);
  if (isUnscaled(drawn)) copy.removeAttribute('vector-effect'); // else a larger picture has thinner lines
  if (style.transform !== 'none') copy.setAttribute('transform', style.transform);
  for (const child of drawn.childNodes) {
    const inner = child instanceof Element ? resolved(child) : child.nodeType === Node.TEXT_NODE && child.cloneNode();
    if (inner) copy.append(inner);
  }
  return isGroup && !copy.childNodes.length && name === 'g' ? null : copy;
}

/** @param {Element} drawn @returns {boolean} whether its lengths are the page's own */
function isUnscaled(drawn) {
  const { a, b, c, d } = drawn instanceof SVGGraphicsElement && drawn.getScreenCTM() || new DOMMatrix();
  return a === 1 && d === 1 && !b && !c;
}

/** @param {Element} element @param {string[]} properties @param {CSSStyleDeclaration} style */
export function dress(element, properties, style) {
  for (const property of properties) {
    const value = style.getPropertyValue(property);
    if (value && !USUAL.has(`${property} ${value}`)) element.setAttribute(property, plainColour(value));
  }
}

const MIXED = /color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)/g;

/** @param {string} value @returns {string} with mixed colours as every program reads them */
export const plainColour = (value) => value.replace(MIXED, (_, r, g, b, alpha = '1') => (
  `rgba(${[r, g, b].map((part) => Math.round(Number(part) * 255)).join(', ')}, ${alpha})`
));
