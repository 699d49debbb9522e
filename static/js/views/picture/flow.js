// What travels along the connections while an iteration is shown in its stages: the mark of the
// example that passes, towards the sum; and blame, back from it, in discs as large as each
// example's error, only where the example's input was not 0.

import { ease } from '../../state/stages.js';
import { byBundle, inOrder } from '../shared/bundles.js';
import { part, parts, rem, setAttributes, setClass, setVisible, translate } from '../shared/dom.js';
import { marksIn } from '../shared/marks.js';
import { SHARES } from '../shared/strokes.js';

const SMALLEST = 3; // pixels of a disc's radius
const GROWTH = 8; // and how much an error of 1 adds
const LATEST = 0.35; // of the stage has passed when the last of the discs sets out

/** @typedef {{start: number, end: number}} Line in shares of the height */
/** @typedef {{width: number, height: number, unit: number}} Size in pixels */

/** @param {HTMLElement} root @returns {View} */
export function createFlow(root) {
  const bundles = byBundle(root, (bundle) => ({
    wires: part(bundle, 'data-wires'),
    connections: inOrder(bundle, 'data-flow').map((group) => {
      const [start, end] = (group.dataset.flow ?? '').split(' ').map((share) => Number(share) / 100);
      return { line: { start, end }, pulse: part(group, 'data-pulse'), discs: discsIn(group) };
    }),
  }));
  const marks = marksIn(root);
  /** @type {Size} */
  let size = { width: 0, height: 0, unit: 1 };
  let wasFlowing = false;
  let seen = bundles.each[0].wires;
  const measuring = new ResizeObserver(() => { size = sizeOf(seen); });
  bundles.each.forEach(({ wires }) => measuring.observe(wires));
  return {
    render(frame) {
      const isFlowing = frame.stage === 1 || frame.stage === 3;
      if (!isFlowing && !wasFlowing) return;
      wasFlowing = isFlowing;
      const { wires, connections } = bundles.now(frame.neuron);
      if (wires !== seen) size = sizeOf(wires);
      seen = wires;
      const row = frame.rowOf(frame.shownInputs);
      connections.forEach(({ line, pulse, discs }, i) => {
        const isOn = frame.stage === 1 && row[i] !== 0 && frame.travel > 0 && frame.travel < 1;
        movePulse(pulse, marks[frame.passing], isOn, placeOn(line, size, frame.travel), size.unit);
        discs.forEach((disc, order) => moveDisc(disc, order / discs.length, frame, line, size, blameOn(frame, i, disc.example)));
      });
    },
  };
}

/** @param {Element} wires @returns {Size} */
const sizeOf = (wires) => ({
  width: wires.clientWidth, height: wires.clientHeight,
  unit: rem() / 16,
});

/** @param {Element} group */
const discsIn = (group) => parts(group, 'data-disc').map((element) => (
  { element, example: Number(element.dataset.disc) }
));

/** @param {Line} line @param {Size} size @param {number} share of the way to the sum @returns {[number, number]} */
const placeOn = ({ start, end }, { width, height }, share) => (
  [width * share, height * (start + (end - start) * share)]
);

/** @param {Element} pulse @param {import('../shared/marks.js').Mark | undefined} mark @param {boolean} isOn @param {[number, number]} place @param {number} unit */
function movePulse(pulse, mark, isOn, place, unit) {
  setVisible(pulse, isOn);
  if (!isOn || !mark) return;
  setAttributes(pulse, { d: mark.path, transform: translate(...place, unit) });
  setClass(pulse, 'filled', mark.filled);
}

/**
 * What an example's error sends back along a connection: with one neuron all of it; before an
 * output that other neurons stand behind, each one's share.
 * @param {Frame} frame @param {number} connection @param {number} example @returns {number}
 */
function blameOn(frame, connection, example) {
  const share = frame.neuron < 0 ? frame.sentBack[connection]?.[example] : frame.errors[example];
  return frame.sentBack.length && share !== undefined ? SHARES * share : frame.errors[example];
}

/**
 * @param {{element: Element, example: number}} disc @param {number} delay of 1, later than the first
 * @param {Frame} frame @param {Line} line @param {Size} size @param {number} blame which decides its size
 */
function moveDisc({ element }, delay, frame, line, size, blame) {
  const passed = (frame.progress - delay * LATEST) / (1 - LATEST);
  const isOn = frame.stage === 3 && passed > 0 && passed < 1;
  setVisible(element, isOn);
  if (!isOn) return;
  const radius = (SMALLEST + GROWTH * Math.min(1, Math.abs(blame))) * size.unit;
  setAttributes(element, { r: radius, transform: translate(...placeOn(line, size, 1 - ease(passed))) });
}
