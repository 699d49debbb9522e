// The large neuron's connections: one bundle with one neuron, with a hidden layer another for
// the hidden neurons, of which each is the large one at its time.

import { parts } from './dom.js';

/** @typedef {{element: HTMLElement, isOf(neuron: number): boolean}} Bundle */

/** @param {ParentNode} root @returns {Bundle[]} */
export const bundlesIn = (root) => parts(root, 'data-bundle').map((element) => {
  const isOutputs = element.dataset.bundle === 'output';
  return { element, isOf: (neuron) => neuron < 0 === isOutputs };
});

/**
 * Parts of a bundle's connections in the order of the weights, in whatever order they are painted.
 * @param {ParentNode} bundle @param {string} hook @returns {HTMLElement[]}
 */
export const inOrder = (bundle, hook) => parts(bundle, hook).sort((a, b) => orderOf(a) - orderOf(b));

/** @param {HTMLElement} element @returns {number} */
const orderOf = (element) => Number(/** @type {HTMLElement | null} */ (element.closest('[data-place]'))?.dataset.place);

/**
 * What each bundle has, and of these what the present one has.
 * @template T
 * @param {ParentNode} root @param {(element: HTMLElement) => T} of
 * @returns {{each: T[], now(neuron: number): T}}
 */
export function byBundle(root, of) {
  const bundles = bundlesIn(root).map(({ element, isOf }) => ({ isOf, has: of(element) }));
  return {
    each: bundles.map(({ has }) => has),
    now: (neuron) => (bundles.find(({ isOf }) => isOf(neuron)) ?? bundles[0]).has,
  };
}
