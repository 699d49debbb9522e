// Full precision on hover: point at a quantity to read every digit of it. Over the time
// chart it reads the snapshot under the pointer. It stands beside what it explains.

import { slope } from '../../model/neuron.js';
import * as numbers from '../../text/numbers.js';
import { inputsText, neuronName, say, weightName } from '../../text/words.js';
import { partAt, quantityOf } from './pointing.js';

const GAP = 8; // pixels between a tooltip and what it explains
const LARGE = 60; // pixels: of something taller, it is the pointer's surroundings that it explains
const POINTER = 22; // pixels around the pointer

/**
 * @param {HTMLElement} tooltip @param {HTMLElement} root where quantities are pointed at
 * @param {AbortSignal} signal ends its listening @returns {View}
 */
export function createTooltip(tooltip, root, signal) {
  /** @type {Frame | null} */
  let shown = null;
  /** @type {HTMLElement | null} */
  let part = null;
  /** @type {PointerEvent | null} */
  let pointer = null;

  const refresh = () => {
    const written = pointer && shown ? textFor(part, shown) : '';
    tooltip.hidden = written === '';
    if (tooltip.textContent === written) return;
    tooltip.textContent = written;
    if (written) place();
  };
  const place = () => {
    const { left, right, top, bottom } = explained(part, /** @type {PointerEvent} */ (pointer), shown?.read !== null);
    const [width, height] = [tooltip.offsetWidth, tooltip.offsetHeight];
    const x = Math.max(GAP, Math.min((left + right - width) / 2, innerWidth - width - GAP));
    const above = top - height - GAP;
    tooltip.style.left = `${x}px`;
    tooltip.style.top = `${above >= 0 ? above : bottom + GAP}px`;
  };

  root.addEventListener('pointermove', (event) => {
    if (event.pointerType === 'touch') return;
    part = event.buttons ? null : partAt(event.target);
    pointer = event.buttons ? null : event;
    refresh();
    if (!tooltip.hidden) place();
  }, { signal });
  // What a click opens is not to be covered by what stood there before.
  root.addEventListener('click', ({ target }) => {
    if (!part?.contains(/** @type {Node} */ (target))) return;
    part = null;
    pointer = null;
    refresh();
  }, { signal });
  root.addEventListener('pointerleave', () => { part = null; pointer = null; refresh(); }, { signal });
  return {
    render(frame) {
      shown = frame;
      if (pointer) refresh();
    },
  };
}

/**
 * The box that is not to be covered: a small part's own, the whole chart's where a snapshot is
 * read, else the pointer's surroundings.
 * @param {HTMLElement | null} part @param {PointerEvent} pointer @param {boolean} reads
 */
function explained(part, { clientX, clientY, target }, reads) {
  const whole = reads && target instanceof Element ? target : null;
  const box = (whole ?? part)?.getBoundingClientRect();
  if (box && (whole || box.height <= LARGE)) return { ...box.toJSON(), left: clientX, right: clientX };
  return { left: clientX, right: clientX, top: clientY - POINTER, bottom: clientY + POINTER };
}

/** @param {HTMLElement | null} part @param {Frame} frame @returns {string} */
function textFor(part, frame) {
  if (frame.read) return describeSnapshot(frame.read, frame);
  return part ? describe(quantityOf(part), frame) : '';
}

/** @param {string} name one of the words @param {number} value @returns {string} */
const line = (name, value) => `${say(`exact_${name}`)}  ${numbers.exact(value)}`;

/** @param {Snapshot} snapshot @param {Frame} frame @returns {string} */
function describeSnapshot({ iteration, weights, error }, frame) {
  const where = `${say('exact_iteration')} ${numbers.count(frame.from + iteration)}`;
  if (iteration > frame.seen) return where; // how it goes on is not given away
  return [
    where,
    ...frame.cell.places.map((at) => `${weightName(frame, at)}  ${numbers.exact(weights[at])}`),
    line('mean_error', error),
  ].join('\n');
}

/**
 * What the neuron says to inputs that are nobody's: the page's own arithmetic, in its safe digits.
 * @param {Frame} frame @param {number[]} inputs @returns {string}
 */
function asked(frame, inputs) {
  const { sum, output } = frame.ask(inputs);
  const said = [['sum', numbers.signed(sum, numbers.SAFE_DIGITS)], ['output', numbers.output(output, numbers.SAFE_DIGITS)]];
  return [inputsText(frame, inputs), ...said.map(([name, value]) => `${say(`exact_${name}`)}  ${value}`)].join('\n');
}

/** @param {Frame} cell @param {number} error @returns {string} a hidden neuron's is what is sent back to it */
const errorLine = ({ neuron }, error) => line(neuron < 0 ? 'error' : 'sent_back', error);

/** @param {Frame} frame @param {number} neuron @returns {string} what a neuron of the network says to the shown inputs */
function neuronLines({ shownPass, shownSum, shownOutput }, neuron) {
  const { sum, output } = shownPass.hidden?.[neuron] ?? { sum: shownSum, output: shownOutput };
  return [neuronName(neuron), line('sum', sum), line('output', output)].join('\n');
}

/**
 * @param {string} name one of the words @param {Frame} frame @param {keyof HiddenStep} what
 * @param {number} e @param {number} neuron @returns {string} one of a hidden neuron's numbers in an example
 */
const hiddenLine = (name, { step: { hidden } }, what, e, neuron) => (hidden ? line(name, hidden[what][e][neuron]) : '');

/** @type {Record<string, (frame: Frame, i: number, column: number, place: string) => string>} what each quantity says */
const DESCRIBED = {
  weight: (frame, i) => `${weightName(frame, i)}  ${numbers.exact(frame.weights[i])}`,
  'example-sum': ({ sums }, e) => line('sum', sums[e]),
  'example-gap': ({ cell }, e) => errorLine(cell, cell.errors[e]),
  'example-output': ({ outputs }, e) => line('output', outputs[e]),
  'example-error': ({ errors }, e) => line('error', errors[e]),
  'example-point': ({ cell, cell: { sums, outputs, errors } }, e) => [
    line('sum', sums[e]), line('output', outputs[e]), line('slope', slope(outputs[e])), errorLine(cell, errors[e]),
  ].join('\n'),
  sum: ({ cell: { shownSum } }) => line('sum', shownSum),
  output: ({ cell: { shownOutput } }) => line('output', shownOutput),
  neuron: (frame, j) => neuronLines(frame, j),
  'shown-point': ({ cell: { shownSum, shownOutput } }) => [
    line('sum', shownSum), line('output', shownOutput), line('slope', slope(shownOutput)),
  ].join('\n'),
  example: (frame, e) => [
    inputsText(frame, frame.examples[e].inputs), line('sum', frame.sums[e]), line('output', frame.outputs[e]), line('error', frame.errors[e]),
  ].join('\n'),
  question: (frame) => [inputsText(frame, frame.situation), line('answer', frame.answer)].join('\n'),
  situation: (frame, _, __, inputs) => asked(frame, inputs.split(',').map(Number)),
  answer: ({ answer }) => line('answer', answer),
  error: ({ error }) => line('mean_error', error),
  gradient: ({ step }, e) => line('factor', step.gradients[e]),
  blame: ({ step }, e) => line('blame', step.deltas[e]),
  'hidden-sum': (frame, e, j) => hiddenLine('sum', frame, 'weightedSums', e, j),
  'hidden-output': (frame, e, j) => hiddenLine('output', frame, 'outputs', e, j),
  'hidden-slope': (frame, e, j) => hiddenLine('slope', frame, 'gradients', e, j),
  'hidden-blame': (frame, e, j) => hiddenLine('blame', frame, 'deltas', e, j),
  'sent-back': (frame, e, j) => hiddenLine('sent_back', frame, 'errors', e, j),
  contribution: ({ step }, e, i) => line('contribution', step.contributions[e][i]),
  adjustment: ({ step }, i) => line('adjustment', step.adjustments[i]),
  'next-weight': (frame, i) => (
    `${say('exact_next', { name: weightName(frame, i) })}  ${numbers.exact(frame.step.weights[i])}`
  ),
};

/** @param {string} quantity @param {Frame} frame @returns {string} every digit of it; empty where it has none */
export function describe(quantity, frame) {
  const [name, index, column] = quantity.split(':');
  return DESCRIBED[name]?.(frame, Number(index), Number(column), index) ?? '';
}
