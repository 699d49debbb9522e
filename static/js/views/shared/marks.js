// The examples' marks, as the server drew them on the curve's rails: for all who show them too.

import { part, parts } from './dom.js';

/** @typedef {{path: string, filled: boolean, letter: string, mark: Element, label: Element}} Mark with its parts on the rail */

/** @param {ParentNode} root with the curve in it @returns {Mark[]} one an example */
export const marksIn = (root) => parts(root, 'data-rail').map((rail) => ({
  path: rail.querySelector('path')?.getAttribute('d') ?? '',
  filled: rail.classList.contains('filled'),
  letter: part(rail, 'data-rail-letter').textContent ?? '',
  mark: rail,
  label: part(rail, 'data-rail-letter'),
}));

/**
 * Where a value stands along a chart: at its edge where it is beyond.
 * @param {Axes} axes @returns {(value: number) => number} pixels
 */
export const bounded = ({ left, right, x }) => (value) => Math.max(left, Math.min(right, x(value)));
