// Weights set by hand: drag a connection up or down, use its arrow keys, or type. The
// picture then shows these weights, with the neuron's own error beside.

import * as numbers from '../../text/numbers.js';
import { say } from '../../text/words.js';
import { part, parts, setAttributes, setText } from '../shared/dom.js';

const PIXELS = 40; // of dragging for a change of 1
const DEAD = 3; // pixels before a press becomes a drag
const LIMIT = 1e12;

/** @type {Record<string, number>} */
const KEYS = {
  ArrowUp: 0.1, ArrowRight: 0.1, ArrowDown: -0.1, ArrowLeft: -0.1, PageUp: 1, PageDown: -1,
};

/** @param {number} weight @returns {number} to three digits after the point, as weights are shown */
const round = (weight) => Math.round(weight * 1000) / 1000;

/**
 * @param {HTMLElement} root @param {Dispatch} dispatch
 * @param {(weights: number[]) => string} addressOf a run that starts with these weights
 * @returns {View}
 */
export function createHand(root, dispatch, addressOf) {
  /** @type {Frame | null} */
  let shown = null;
  /** @param {number} index @param {number} weight */
  const set = (index, weight) => {
    if (!shown || !Number.isFinite(weight)) return;
    const bounded = Math.max(-LIMIT, Math.min(LIMIT, weight));
    dispatch({ type: 'weight', weight: index });
    dispatch({ type: 'hand', hand: shown.weights.map((old, i) => (i === index ? bounded : old)) });
  };
  const connections = parts(root, 'data-connection');
  connections.forEach((connection, i) => {
    listenToDrag(connection, () => shown?.weights[i] ?? 0, (weight) => set(i, weight));
    connection.addEventListener('click', () => dispatch({ type: 'weight', weight: i }));
    connection.addEventListener('keydown', (event) => {
      if (!(event.key in KEYS) || !shown) return;
      event.preventDefault();
      set(i, round(shown.weights[i] + KEYS[event.key]));
    });
  });
  const bar = createBar(part(root, 'data-hand'), dispatch, set, addressOf);
  return {
    render(frame) {
      shown = frame;
      connections.forEach((connection, i) => {
        setAttributes(connection, { tabindex: i === frame.weight ? '0' : '-1' });
        if (frame.playing) return;
        setAttributes(connection, {
          'aria-valuenow': String(round(frame.weights[i])), 'aria-valuetext': numbers.signed(frame.weights[i]),
        });
      });
      bar.render(frame);
    },
  };
}

/**
 * Under the neuron while the weights are the reader's: the two errors, and what to do next.
 * @param {HTMLElement} bar @param {Dispatch} dispatch
 * @param {(index: number, weight: number) => void} set
 * @param {(weights: number[]) => string} addressOf @returns {View}
 */
function createBar(bar, dispatch, set, addressOf) {
  const [mine, neurons, verdict] = ['mine', 'neurons', 'verdict'].map((name) => part(bar, `data-hand-${name}`));
  const link = /** @type {HTMLAnchorElement} */ (part(bar, 'data-hand-train'));
  const fields = /** @type {HTMLInputElement[]} */ (parts(bar, 'data-hand-weight'));
  fields.forEach((field, i) => field.addEventListener('input', () => {
    if (field.value !== '') set(i, field.valueAsNumber);
  }));
  part(bar, 'data-hand-back').addEventListener('click', () => dispatch({ type: 'hand', hand: null }));
  return {
    render(frame) {
      bar.hidden = frame.hand === null;
      if (!frame.hand) return;
      setText(mine, say('hand_mine', { error: numbers.output(frame.error) }));
      setText(neurons, say('hand_neurons', { error: numbers.output(frame.neuronsError) }));
      setText(verdict, say(frame.error < frame.neuronsError ? 'hand_beaten' : 'hand_not_yet'));
      link.href = addressOf(frame.hand);
      fields.forEach((field, i) => {
        if (document.activeElement !== field) field.value = String(round(frame.weights[i]));
      });
    },
  };
}

/**
 * @param {HTMLElement} connection @param {() => number} weightNow @param {(weight: number) => void} set
 */
function listenToDrag(connection, weightNow, set) {
  /** @type {{y: number, weight: number, moved: boolean} | null} */
  let drag = null;
  connection.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    connection.setPointerCapture(event.pointerId);
    drag = { y: event.clientY, weight: weightNow(), moved: false };
  });
  /** @param {PointerEvent} event */
  const follow = (event) => {
    if (!drag) return;
    const up = drag.y - event.clientY;
    drag.moved ||= Math.abs(up) > DEAD;
    if (drag.moved) set(round(drag.weight + up / PIXELS));
  };
  connection.addEventListener('pointermove', follow);
  connection.addEventListener('pointerup', (event) => { follow(event); drag = null; });
  connection.addEventListener('pointercancel', () => { drag = null; });
}
