// Full precision on hover: point at a quantity to read every digit of it. Over the time
// chart it reads the snapshot under the pointer.

import * as numbers from '../../text/numbers.js';
import { say, weightName } from '../../text/words.js';
import { part, setVisible, setAttributes } from './dom.js';

const TIME_OF_ZERO = 1;

/**
 * @param {HTMLElement} root
 * @param {(iteration: number) => {iteration: number, weights: number[], error: number} | null} snapshotAt
 * @returns {PlacedView}
 */
export function createTooltip(root, snapshotAt) {
  const tooltip = part(root, 'data-tooltip');
  const chart = part(root, 'data-time');
  const hoverLine = part(chart, 'data-hover-line');
  const scrubber = part(chart, 'data-scrubber');
  /** @type {Frame | null} */
  let shown = null;
  /** @type {Place | null} */
  let place = null;
  /** @type {(() => string) | null} */
  let text = null;

  const refresh = () => {
    const written = text?.() ?? '';
    tooltip.hidden = written === '';
    if (tooltip.textContent !== written) tooltip.textContent = written;
  };
  /** @param {PointerEvent} event */
  const follow = (event) => {
    refresh();
    const width = tooltip.offsetWidth;
    const left = Math.max(8, Math.min(event.clientX + 14, innerWidth - width - 8));
    const below = event.clientY + 18 + tooltip.offsetHeight < innerHeight;
    tooltip.style.left = `${left}px`;
    tooltip.style.top = `${below ? event.clientY + 16 : event.clientY - tooltip.offsetHeight - 12}px`;
  };

  root.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'touch') return;
    const target = /** @type {Element} */ (event.target);
    const overTime = target === scrubber && event.buttons === 0;
    setVisible(hoverLine, overTime && place !== null);
    const quantity = target.closest('[data-quantity]');
    if (overTime && place) readTime(event, place);
    else text = quantity && shown ? () => describe(quantity, /** @type {Frame} */ (shown)) : null;
    follow(event);
  });
  root.addEventListener('pointerleave', () => { text = null; setVisible(hoverLine, false); refresh(); });

  /** @param {PointerEvent} event @param {Place} at */
  function readTime(event, at) {
    const pixel = event.clientX - scrubber.getBoundingClientRect().left;
    const within = Math.max(at.left, Math.min(at.right, pixel));
    const snapshot = snapshotAt(Math.round(at.fromX(within) - TIME_OF_ZERO));
    text = () => (snapshot ? describeSnapshot(snapshot, shown?.threshold ?? false) : '');
    const x = at.x((snapshot?.iteration ?? 0) + TIME_OF_ZERO);
    setAttributes(hoverLine, { x1: x, x2: x, y1: at.top, y2: at.strip?.bottom ?? at.bottom });
  }

  return {
    place(newPlace) { place = newPlace; },
    render(frame) {
      shown = frame;
      if (!tooltip.hidden && !frame.playing) refresh();
    },
  };
}

/** @param {string} name one of the words @param {number} value @returns {string} */
const line = (name, value) => `${say(`exact_${name}`)}  ${numbers.exact(value)}`;

/**
 * @param {{iteration: number, weights: number[], error: number}} snapshot @param {boolean} threshold
 * @returns {string}
 */
function describeSnapshot({ iteration, weights, error }, threshold) {
  return [
    `${say('exact_iteration')} ${numbers.count(iteration)}`,
    ...weights.map((weight, i) => `${weightName({ weights, threshold }, i)}  ${numbers.exact(weight)}`),
    line('mean_error', error),
  ].join('\n');
}

/** @param {Element} element @param {Frame} frame @returns {string} the quantity under the pointer, every digit */
function describe(element, frame) {
  const [name, index, column] = (/** @type {HTMLElement} */ (element).dataset.quantity ?? '').split(':');
  const i = Number(index);
  const slopeAt = (/** @type {number} */ output) => line('slope', output * (1 - output));
  switch (name) {
    case 'weight': return `${weightName(frame, i)}  ${numbers.exact(frame.weights[i])}`;
    case 'example-sum': return line('sum', frame.sums[i]);
    case 'example-gap': return line('error', frame.errors[i]);
    case 'sum': return line('sum', frame.shownSum);
    case 'output': return line('output', frame.shownOutput);
    case 'answer': return line('answer', frame.answer);
    case 'error': return line('mean_error', frame.error);
    case 'example-output': return line('output', frame.outputs[i]);
    case 'example-error': return line('error', frame.errors[i]);
    case 'gradient': return line('gradient', frame.step.gradients[i]);
    case 'contribution': return line('contribution', frame.step.contributions[i][Number(column)]);
    case 'adjustment': return line('adjustment', frame.step.adjustments[i]);
    case 'next-weight': return `${say('exact_next', { name: weightName(frame, i) })}  ${numbers.exact(frame.step.weights[i])}`;
    case 'example-point': return [
      line('sum', frame.sums[i]), line('output', frame.outputs[i]), slopeAt(frame.outputs[i]), line('error', frame.errors[i]),
    ].join('\n');
    case 'shown-point': return [
      line('sum', frame.shownSum), line('output', frame.shownOutput), slopeAt(frame.shownOutput),
    ].join('\n');
    default: return '';
  }
}
