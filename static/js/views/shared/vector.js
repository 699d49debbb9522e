// A part of the page as one SVG document: boxes, texts and drawings where they stand now, in their
// colours. It needs nothing of the page: no style sheet, no script, no other file.

import { OF_TEXT, SVG, dress, plainColour, resolved } from './resolved.js';

const MARGIN = 16; // pixels around it
const measuring = document.createElement('canvas').getContext('2d');

/** @typedef {{left: number, top: number, clips: number, defs: Element}} Page where the document begins on the page */

/**
 * @param {HTMLElement} part @param {string} title @param {string} paper the colour behind it
 * @returns {{text: string, width: number, height: number}}
 */
export function vectorOf(part, title, paper) {
  const box = part.getBoundingClientRect();
  const [width, height] = [box.width, box.height].map((length) => Math.ceil(length) + 2 * MARGIN);
  const whole = make('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' });
  whole.append(make('title'), make('defs'), make('rect', { width, height, fill: plainColour(paper) }));
  const [named, defs] = whole.children;
  named.textContent = title;
  const page = { left: box.left - MARGIN, top: box.top - MARGIN, clips: 0, defs };
  part.childNodes.forEach((child) => draw(child, whole, page));
  if (!defs.childNodes.length) defs.remove();
  return { text: new XMLSerializer().serializeToString(whole), width, height };
}

/** @param {string} name @param {Record<string, string | number>} [attributes] @returns {Element} */
function make(name, attributes = {}) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => {
    element.setAttribute(key, typeof value === 'number' ? String(Math.round(value * 100) / 100) : value);
  });
  return element;
}

/** @param {Node} node @param {Element} into @param {Page} page */
function draw(node, into, page) {
  if (node instanceof Text) drawText(node, into, page);
  else if (node instanceof SVGSVGElement) drawDrawing(node, into, page);
  else if (node instanceof HTMLElement) drawElement(node, into, page);
}

/** @param {SVGSVGElement} drawn @param {Element} into @param {Page} page */
function drawDrawing(drawn, into, page) {
  const copy = resolved(drawn);
  const { left, top, width, height } = drawn.getBoundingClientRect();
  if (!copy || !width || !height) return;
  const placed = make('svg', { x: left - page.left, y: top - page.top, width, height, overflow: getComputedStyle(drawn).overflow });
  for (const name of ['viewBox', 'preserveAspectRatio']) {
    const value = drawn.getAttribute(name);
    if (value) placed.setAttribute(name, value);
  }
  placed.append(...copy.childNodes);
  into.append(placed);
}

/** @param {HTMLElement} element @param {Element} into @param {Page} page */
function drawElement(element, into, page) {
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility !== 'visible' || style.clipPath !== 'none') return;
  const box = element.getBoundingClientRect();
  drawBox(box, style, into, page);
  const inner = style.overflow === 'hidden' ? clipped(box, style, into, page) : into;
  element.childNodes.forEach((child) => draw(child, inner, page));
}

/** @param {DOMRect} box @param {CSSStyleDeclaration} style @param {number} grown by so many pixels on each side @param {Page} page */
function rectangle({ left, top, width, height }, style, grown, page) {
  const written = style.borderTopLeftRadius;
  const shorter = Math.min(width, height) / 2;
  const radius = Math.min(shorter, written.endsWith('%') ? (parseFloat(written) / 50) * shorter : parseFloat(written) || 0);
  return make('rect', {
    x: left - page.left - grown,
    y: top - page.top - grown,
    width: Math.max(0, width + 2 * grown),
    height: Math.max(0, height + 2 * grown),
    rx: radius ? Math.max(0, radius + grown) : 0,
  });
}

/** @param {DOMRect} box @param {CSSStyleDeclaration} style @param {Element} into @param {Page} page */
function drawBox(box, style, into, page) {
  const border = parseFloat(style.borderLeftWidth);
  const outline = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth);
  if (outline) drawLine(rectangle(box, style, outline / 2, page), outline, style.outlineColor, style.outlineStyle, into);
  if (isSeen(style.backgroundColor)) {
    const filled = rectangle(box, style, 0, page);
    filled.setAttribute('fill', plainColour(style.backgroundColor));
    into.append(filled);
  }
  if (border) drawLine(rectangle(box, style, -border / 2, page), border, style.borderLeftColor, style.borderLeftStyle, into);
  else if (parseFloat(style.borderTopWidth)) drawTopLine(box, style, into, page);
}

/** @param {string} colour @returns {boolean} */
const isSeen = (colour) => colour !== 'transparent' && !/, 0\)$|\/ 0\)$/.test(colour);

/** @type {Record<string, (width: number) => string>} */
const DASHES = { dashed: (width) => `${3 * width} ${2 * width}`, dotted: (width) => `${width} ${width}` };

/** @param {Element} line @param {number} width @param {string} colour @param {string} kind @param {Element} into */
function drawLine(line, width, colour, kind, into) {
  line.setAttribute('fill', 'none');
  line.setAttribute('stroke', plainColour(colour));
  line.setAttribute('stroke-width', String(width));
  if (kind in DASHES) line.setAttribute('stroke-dasharray', DASHES[kind](width));
  into.append(line);
}

/** @param {DOMRect} box @param {CSSStyleDeclaration} style @param {Element} into @param {Page} page */
function drawTopLine({ left, right, top }, style, into, page) {
  const width = parseFloat(style.borderTopWidth);
  const y = top - page.top + width / 2;
  const line = make('line', { x1: left - page.left, x2: right - page.left, y1: y, y2: y });
  drawLine(line, width, style.borderTopColor, style.borderTopStyle, into);
}

/** @param {DOMRect} box @param {CSSStyleDeclaration} style @param {Element} into @param {Page} page @returns {Element} */
function clipped(box, style, into, page) {
  page.clips += 1;
  const id = `clip-${page.clips}`;
  const clip = make('clipPath', { id });
  clip.append(rectangle(box, style, -parseFloat(style.borderLeftWidth) / 2, page)); // its border is over the rest
  page.defs.append(clip);
  const group = make('g', { 'clip-path': `url(#${id})` });
  into.append(group);
  return group;
}

/** @param {Text} node @param {Element} into @param {Page} page each line of it where it stands */
function drawText(node, into, page) {
  const style = getComputedStyle(/** @type {HTMLElement} */ (node.parentElement));
  for (const { text, box } of linesOf(node)) {
    const written = make('text', { x: box.left - page.left, y: baselineOf(box, style) - page.top });
    dress(written, OF_TEXT, style);
    written.setAttribute('fill', plainColour(style.color));
    written.textContent = text;
    into.append(written);
  }
}

/** @param {Text} node @returns {{text: string, box: DOMRect}[]} */
function linesOf(node) {
  /** @type {{text: string, box: DOMRect}[]} */
  const lines = [];
  const range = document.createRange();
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const box = range.getBoundingClientRect();
    const line = lines[lines.length - 1];
    if (line && Math.abs(line.box.top - box.top) < box.height / 2) line.text += ` ${word}`;
    else if (box.width) lines.push({ text: word, box });
  }
  return lines;
}

/** @param {DOMRect} box of a line of text @param {CSSStyleDeclaration} style @returns {number} */
function baselineOf({ top, height }, style) {
  if (!measuring) return top + 0.8 * height;
  measuring.font = style.font;
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = measuring.measureText('0');
  return top + (height * above) / (above + below);
}
