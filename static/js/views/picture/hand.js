// Weights set by hand: drag a connection up or down, use its arrow keys, or type. The
// picture then shows these weights, with the neuron's own error beside.

import { OUTPUT, hiddenOf, hueOf } from '../../model/layers.js';
import * as numbers from '../../text/numbers.js';
import { say, weightName } from '../../text/words.js';
import { byBundle, inOrder } from '../shared/bundles.js';
import { part, parts, setAttributes, setHidden, setText } from '../shared/dom.js';
import { nameQuantity } from '../shared/pointing.js';

const PIXELS = 40; // of dragging for a change of 1
const DEAD = 3; // pixels before a press becomes a drag
const TOLD = 600; // milliseconds after the last change

/** @type {Record<string, number>} */
const KEYS = { ArrowUp: 0.1, ArrowDown: -0.1, PageUp: 1, PageDown: -1 };
/** @type {Record<string, number>} to the slider beside */
const BESIDE = { ArrowRight: 1, ArrowLeft: -1 };

/** @param {number} weight @returns {number} to three digits after the point, as weights are shown */
const round = (weight) => Math.round(weight * 1000) / 1000;

/**
 * @param {HTMLElement} region @param {Dispatch} dispatch @param {Settings} settings
 * @param {(weights: number[]) => string} addressOf a run that starts with these weights
 * @param {(() => void) | null} train goes on from the weights that are shown, in place; null where only the address can
 * @returns {View}
 */
export function createHand(region, dispatch, { largestWeight }, addressOf, train) {
  /** @type {Frame | null} */
  let shown = null;
  let telling = 0;
  /** @param {number} index @param {number} weight */
  const set = (index, weight) => {
    if (!shown || !Number.isFinite(weight)) return;
    const bounded = Math.max(-largestWeight, Math.min(largestWeight, weight));
    const place = shown.places[index];
    dispatch({ type: 'weight', weight: place });
    dispatch({ type: 'hand', hand: shown.allWeights.map((old, i) => (i === place ? bounded : old)) });
    clearTimeout(telling);
    telling = setTimeout(() => {
      // Of another neuron, chosen meanwhile, nothing was set.
      if (shown?.hand && shown.places[index] === place) dispatch({ type: 'told', text: told(shown, index) });
    }, TOLD);
  };
  const bundles = byBundle(region, (bundle) => inOrder(bundle, 'data-slider'));
  bundles.each.forEach((sliders) => sliders.forEach((slider, i) => {
    listenToDrag(slider, () => shown?.weights[i] ?? 0, (weight) => set(i, weight));
    const choose = (/** @type {number} */ at) => { if (shown) dispatch({ type: 'weight', weight: shown.places[at] }); };
    slider.addEventListener('click', () => choose(i));
    slider.addEventListener('keydown', (event) => {
      if (!shown || !(event.key in KEYS || event.key in BESIDE)) return;
      event.preventDefault();
      if (event.key in KEYS) { set(i, round(shown.weights[i] + KEYS[event.key])); return; }
      const beside = (i + BESIDE[event.key] + sliders.length) % sliders.length;
      choose(beside);
      sliders[beside].focus();
    });
  }));
  listenToTraining(part(region, 'data-hand-train'), train);
  const bar = createBar(part(region, 'data-hand'), dispatch, set, addressOf, () => bundles.now(shown?.neuron ?? OUTPUT)[Math.max(0, shown?.places.indexOf(shown.weight) ?? 0)].focus());
  return {
    render(frame) {
      shown = frame;
      bundles.now(frame.neuron).forEach((slider, i) => describe(slider, frame, i));
      bar.render(frame);
    },
  };
}

/**
 * A plain click on the link trains here; opened beside, or copied, it is a link.
 * @param {HTMLElement} link @param {(() => void) | null} train
 */
function listenToTraining(link, train) {
  link.addEventListener('click', (event) => {
    if (!train || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    train();
  });
}

/** @param {Frame} frame @param {number} index @returns {string} */
const told = (frame, index) => say('hand_told', {
  weight: weightName(frame, index), value: numbers.signed(frame.weights[index]), error: numbers.output(frame.error),
});

/**
 * Keep a slider's value true, but don't read it out all the time while it plays under the focus.
 * @param {HTMLElement} slider @param {Frame} frame @param {number} i
 */
function describe(slider, frame, i) {
  setAttributes(slider, { tabindex: frame.places[i] === frame.weight ? '0' : '-1' });
  if (frame.playing && (frame.iteration % 10 !== 0 || document.activeElement === slider)) return;
  const reach = Number(slider.getAttribute('aria-valuemax'));
  setAttributes(slider, {
    'aria-valuenow': String(Math.max(-reach, Math.min(reach, round(frame.weights[i])))),
    'aria-valuetext': numbers.signed(frame.weights[i]),
  });
}

/**
 * Under the neuron while the weights are the reader's: the two errors, and what to do next.
 * @param {HTMLElement} bar @param {Dispatch} dispatch
 * @param {(index: number, weight: number) => void} set
 * @param {(weights: number[]) => string} addressOf @param {() => void} leave takes the focus along
 * @returns {View}
 */
function createBar(bar, dispatch, set, addressOf, leave) {
  const [mine, neurons, verdict] = ['data-hand-mine', 'data-hand-neurons', 'data-hand-verdict'].map((hook) => part(bar, hook));
  const link = /** @type {HTMLAnchorElement} */ (bar.querySelector('a'));
  const fields = /** @type {HTMLInputElement[]} */ (parts(bar, 'data-hand-weight'));
  fields.forEach((field, i) => field.addEventListener('input', () => {
    if (field.value !== '') set(i, field.valueAsNumber);
  }));
  part(bar, 'data-hand-back').addEventListener('click', () => {
    dispatch({ type: 'hand', hand: null });
    leave();
  });
  let named = NaN;
  return {
    render(frame) {
      setHidden(bar, frame.hand === null);
      if (!frame.hand) return;
      setText(mine, say('hand_mine', { error: numbers.output(frame.error) }));
      setText(neurons, say(hiddenOf(frame.run) ? 'hand_networks' : 'hand_neurons', { error: numbers.output(frame.neuronsError) }));
      setText(verdict, say(frame.error < frame.neuronsError ? 'hand_beaten' : 'hand_not_yet'));
      link.href = addressOf(frame.hand);
      if (frame.neuron !== named) fields.forEach((field, i) => nameField(field, frame, i));
      named = frame.neuron;
      fields.slice(0, frame.places.length).forEach((field, i) => {
        if (document.activeElement !== field) field.value = String(round(frame.weights[i]));
      });
    },
  };
}

/** @param {HTMLInputElement} field for a weight of the neuron that is chosen now @param {Frame} frame @param {number} i */
function nameField(field, frame, i) {
  setHidden(field, i >= frame.places.length);
  if (i >= frame.places.length) return;
  const weight = frame.places[i];
  nameQuantity(field, `weight:${weight}`);
  setAttributes(field, { class: `hue-${hueOf(frame.run, weight)}`, 'aria-label': say('hand_typed', { weight: weightName(frame, i) }) });
}

/**
 * @param {HTMLElement} slider @param {() => number} weightNow @param {(weight: number) => void} set
 */
function listenToDrag(slider, weightNow, set) {
  /** @type {{y: number, weight: number, moved: boolean} | null} */
  let drag = null;
  slider.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    slider.setPointerCapture(event.pointerId);
    drag = { y: event.clientY, weight: weightNow(), moved: false };
  });
  /** @param {PointerEvent} event */
  const follow = (event) => {
    if (!drag) return;
    const up = drag.y - event.clientY;
    drag.moved ||= Math.abs(up) > DEAD;
    if (drag.moved) set(round(drag.weight + up / PIXELS));
  };
  slider.addEventListener('pointermove', follow);
  slider.addEventListener('pointerup', (event) => { follow(event); drag = null; });
  slider.addEventListener('pointercancel', () => { drag = null; });
}
