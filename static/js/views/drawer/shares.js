// How one example's blame is shared out: for each hidden neuron the weight through which it
// reaches the output, what is sent back through that, and what its own slope makes of it.

import { layerOf, sharesOf } from '../../model/blame.js';
import * as numbers from '../../text/numbers.js';
import { say } from '../../text/words.js';
import { part, parts, setAttributes, setClass, setProperty, setText } from '../shared/dom.js';
import { nameQuantity } from '../shared/pointing.js';

/** @param {HTMLElement} panel @param {Dispatch} dispatch @returns {View[]} none where there is but one neuron */
export function createShares(panel, dispatch) {
  const found = /** @type {HTMLElement | null} */ (panel.querySelector('[data-shares]'));
  return found ? [sharesView(found, dispatch)] : [];
}

/** @param {HTMLElement} section @param {Dispatch} dispatch @returns {View} */
function sharesView(section, dispatch) {
  const letters = JSON.parse(section.dataset.shares ?? '');
  const title = part(section, 'data-shares-title');
  const line = part(section, 'data-shares-line');
  const rows = parts(section, 'data-share').map((row) => rowView(row, dispatch));
  return {
    render(frame) {
      if (frame.tab !== 'why') return;
      const { run, step, config, shownExample, playing } = frame;
      const e = Math.max(0, shownExample); // the first where other inputs are shown
      const letter = letters[e];
      const to = playing ? (/** @type {number} */ value) => numbers.moving(numbers.error, value) : numbers.sent;
      setText(title, say('shares_title', { letter }));
      const blame = say(config.rule === 'cross-entropy' ? 'shares_error' : 'shares_blame', {
        letter, error: numbers.error(step.errors[e], playing ? 3 : 4), factor: numbers.gradient(step.gradients[e]), blame: to(step.deltas[e]),
      });
      setText(line, blame);
      nameQuantity(line, `blame:${e}`);
      const shares = sharesOf(run, step, e);
      const largest = Math.max(...shares.map(({ sent }) => Math.abs(sent)));
      rows.forEach((row, i) => row(frame, shares[i], e, largest, to));
    },
  };
}

/**
 * @param {HTMLElement} row @param {Dispatch} dispatch
 * @returns {(frame: Frame, share: import('../../model/blame.js').Share, e: number, largest: number, to: (value: number) => string) => void}
 */
function rowView(row, dispatch) {
  /** @param {string} name */
  const cell = (name) => part(row, `data-share-cell="${name}"`);
  const cells = { weight: cell('weight'), sent: cell('sent'), slope: cell('slope'), blame: cell('blame') };
  const bar = part(row, 'data-share-bar');
  const choose = part(row, 'data-share-of');
  const neuron = Number(choose.dataset.shareOf);
  choose.addEventListener('click', () => dispatch({ type: 'neuron', neuron }));
  return (frame, { weight, sent, slope, blame }, e, largest, to) => {
    setText(cells.weight, numbers.signed(frame.weights[weight]));
    nameQuantity(cells.weight, `weight:${weight}`);
    setText(cells.sent, to(sent));
    nameQuantity(cells.sent, `sent-back:${e}:${neuron}`);
    setText(cells.slope, numbers.gradient(slope));
    nameQuantity(cells.slope, `hidden-slope:${e}:${neuron}`);
    setText(cells.blame, to(blame));
    nameQuantity(cells.blame, `hidden-blame:${e}:${neuron}`);
    setProperty(bar, '--share', largest > 0 && Number.isFinite(sent) ? Math.round((Math.abs(sent) / largest) * 1000) / 1000 : 0);
    setClass(bar, 'against', sent < 0);
    const isChosen = layerOf(frame.run, frame.neuron) === 'hidden' && frame.neuron === neuron;
    setClass(row, 'shown', isChosen);
    setAttributes(choose, { 'aria-pressed': String(isChosen) });
  };
}
