// Which hidden neuron is singled out: the one that is pointed at, or a weight of which is; else the
// one that is chosen. Pure.

import { OUTPUT, hiddenOf, neuronOf } from './layers.js';

/**
 * @param {Pick<Frame, 'run' | 'lit' | 'neuron'>} frame @returns {number} −1 where none is
 */
export function singledOut({ run, lit, neuron }) {
  const hidden = hiddenOf(run);
  const [family, at] = (lit ?? '').split(':');
  const pointed = family === 'neuron' ? Number(at) : family === 'weight' && at ? neuronOf(run, Number(at)) : OUTPUT;
  if (pointed >= 0 && pointed < hidden) return pointed;
  return neuron < hidden ? neuron : OUTPUT;
}
