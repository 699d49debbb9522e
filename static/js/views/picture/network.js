// The neurons around the large one, small: each with its own curve, its operating points and how
// much it says; the thin wires between the layers; and, where an iteration is shown in its stages,
// what passes along them. A click on a small neuron makes it the large one.

import { OUTPUT, neuronOf, rowOfWeight } from '../../model/layers.js';
import { ease } from '../../state/stages.js';
import * as numbers from '../../text/numbers.js';
import { neuronName } from '../../text/words.js';
import { bundlesIn } from '../shared/bundles.js';
import { part, parts, rem, setAttributes, setClass, setHidden, setStyle, setText, setVisible, translate } from '../shared/dom.js';
import { SHARES, thinWidth } from '../shared/strokes.js';

const SIZE = 40; // of a small neuron's picture, as `webapp/picture/wiring.py` draws its curve
const REACH = 8; // sums beyond stand at its edge
const MARGIN = 5;
const MOST_DOTS = 16; // examples that can be told apart there
const INNER = SIZE - 2 * MARGIN;
const ZOOM = { duration: 320, easing: 'ease-in-out' };
const PULSE = 3; // pixels of what passes forward
const SMALLEST = 2; // and of blame, with what an error of 1 adds
const GROWTH = 7;

/** @param {HTMLElement} region @param {Dispatch} dispatch @param {Settings} settings @returns {View} of nothing where there is but one neuron */
export function createNetwork(region, dispatch, { stroke }) {
  const picture = /** @type {HTMLElement | null} */ (region.querySelector('[data-network]'));
  if (!picture) return { render() {} };
  const views = [smallsView(picture, dispatch), wiresView(picture, stroke), pulsesView(picture), choiceView(picture)];
  return { render: (frame) => views.forEach((view) => view.render(frame)) };
}

/** @param {number} sum @returns {number} where it stands across a small picture */
const across = (sum) => MARGIN + INNER * ((Math.max(-REACH, Math.min(REACH, sum)) / REACH + 1) / 2);

/** @param {number} output @returns {number} */
const height = (output) => SIZE - MARGIN - INNER * output;

/** @param {Forward} pass @returns {string} an operating point, as a part of a path: all of them are one, which costs least */
const dotAt = ({ sum, output }) => `M${across(sum).toFixed(1)} ${height(output).toFixed(1)}h0`;

/** @param {Forward} pass @param {number} neuron @returns {Forward} that neuron's own */
const of = (pass, neuron) => (neuron === OUTPUT ? pass : /** @type {Forward[]} */ (pass.hidden)[neuron]);

/** @param {HTMLElement} picture @param {Dispatch} dispatch @returns {View} */
function smallsView(picture, dispatch) {
  const smalls = parts(picture, 'data-small').map((button) => ({
    button,
    neuron: Number(button.dataset.small),
    level: part(button, 'data-small-level'),
    dots: part(button, 'data-small-dots'),
    shown: part(button, 'data-small-shown'),
    output: part(button, 'data-small-output'),
  }));
  let chosen = OUTPUT;
  smalls.forEach(({ button, neuron }) => button.addEventListener('click', () => {
    // A click on the one that is large already leads back to the output.
    dispatch({ type: 'neuron', neuron: neuron === chosen ? OUTPUT : neuron });
  }));
  picture.addEventListener('keydown', ({ key }) => { if (key === 'Escape' && chosen !== OUTPUT) dispatch({ type: 'neuron', neuron: OUTPUT }); });
  return {
    render(frame) {
      chosen = frame.neuron;
      smalls.forEach(({ button, neuron, level, dots, shown, output }) => {
        const said = of(frame.shownPass, neuron);
        const filled = said.output * (neuron === OUTPUT ? frame.fill : frame.made);
        setStyle(level, 'transform', `scaleY(${filled.toFixed(2)})`);
        setAttributes(button, { 'aria-pressed': String(neuron === chosen) });
        if (neuron === chosen) return; // it is seen large
        setAttributes(dots, { d: frame.passes.slice(0, MOST_DOTS).map((pass) => dotAt(of(pass, neuron))).join('') });
        setVisible(shown, filled > 0);
        setAttributes(shown, { transform: translate(across(said.sum), height(said.output)) });
        setText(output, filled ? numbers.output(said.output, numbers.CHIP_DIGITS) : '');
      });
    },
  };
}

/** @param {HTMLElement} picture @param {Settings['stroke']} stroke @returns {View} thin wires, as thick as their weights are large */
function wiresView(picture, stroke) {
  const wires = parts(picture, 'data-thin-wire').map((line) => ({ line, weight: Number(line.dataset.thinWire) }));
  return {
    render(frame) {
      const { run, allWeights, neuron: chosen, shownInputs } = frame;
      const row = frame.rowOf(shownInputs);
      wires.forEach(({ line, weight }) => {
        const value = allWeights[weight];
        const neuron = neuronOf(run, weight);
        if (neuron >= 0 ? chosen !== OUTPUT : chosen === OUTPUT) return; // out of sight
        setAttributes(line, { 'stroke-width': thinWidth(value, stroke).toFixed(1), 'stroke-dasharray': value < 0 ? '3 3' : 'none' });
        setClass(line, 'silent', neuron >= 0 && row[rowOfWeight(run, weight)] === 0 && frame.stage !== 3);
      });
    },
  };
}

/** @param {HTMLElement} picture @returns {View} what passes along the thin wires: forward in ink, blame back in its colour */
function pulsesView(picture) {
  const layers = parts(picture, 'data-thin').map((svg) => {
    const lines = new Map(parts(svg, 'data-thin-wire').map((line) => [line.dataset.thinWire, line]));
    const pulses = parts(svg, 'data-thin-pulse').map((pulse) => ({
      pulse, weight: Number(pulse.dataset.thinPulse), ends: endsOf(/** @type {Element} */ (lines.get(pulse.dataset.thinPulse))),
    }));
    return { svg, pulses };
  });
  let wasFlowing = false;
  return {
    render(frame) {
      const isFlowing = frame.stage === 1 || frame.stage === 3;
      if (!isFlowing && !wasFlowing) return;
      wasFlowing = isFlowing;
      const { svg, pulses } = layers[frame.neuron === OUTPUT ? 0 : 1];
      const size = { width: svg.clientWidth, height: svg.clientHeight, unit: rem() / 16 };
      pulses.forEach(({ pulse, weight, ends }) => {
        const { share, radius, isBlame } = passing(frame, weight);
        const isOn = isFlowing && radius > 0 && share > 0 && share < 1;
        setVisible(pulse, isOn);
        if (!isOn) return;
        setClass(pulse, 'blame', isBlame);
        setAttributes(pulse, {
          cx: size.width * share, cy: size.height * (ends[0] + (ends[1] - ends[0]) * share), r: radius * size.unit,
        });
      });
    },
  };
}

/** @param {Element} line @returns {[number, number]} the heights of its ends, as shares */
const endsOf = (line) => [Number.parseFloat(line.getAttribute('y1') ?? '0') / 100, Number.parseFloat(line.getAttribute('y2') ?? '0') / 100];

/**
 * How far along a thin wire something is, and how large it is: what passes, or the blame of all
 * examples that is sent back along it.
 * @param {Frame} frame @param {number} weight @returns {{share: number, radius: number, isBlame: boolean}}
 */
function passing(frame, weight) {
  const { run, stage } = frame;
  const neuron = neuronOf(run, weight);
  if (stage === 1) {
    const row = rowOfWeight(run, weight);
    const input = neuron >= 0 ? frame.rowOf(frame.shownInputs)[row] : 1;
    return { share: neuron >= 0 ? frame.first : frame.travel, radius: input ? PULSE : 0, isBlame: false };
  }
  const back = neuron >= 0 ? frame.progress * 2 - 1 : frame.progress * 2;
  const blame = neuron >= 0 ? meanSize(frame.sentBack[neuron]) : meanSize(frame.sentBack[rowOfWeight(run, weight)] ?? frame.errors);
  return { share: 1 - ease(Math.max(0, Math.min(1, back))), radius: SMALLEST + GROWTH * Math.min(1, SHARES * blame), isBlame: true };
}

/** @param {number[]} values @returns {number} */
const meanSize = (values) => values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length;

/** @param {HTMLElement} picture @returns {View} which neuron is the large one: it grows out of the small one */
function choiceView(picture) {
  const bundles = bundlesIn(picture);
  const zoom = part(picture, 'data-zoom');
  const [title, cell] = ['data-large-name', 'data-cell'].map((hook) => part(picture, hook));
  const smalls = new Map(parts(picture, 'data-small').map((small) => [Number(small.dataset.small), small]));
  /** @type {number | null} */
  let chosen = null;
  return {
    render(frame) {
      if (frame.neuron === chosen) return;
      const from = chosen === null || frame.still ? undefined : smalls.get(frame.neuron)?.getBoundingClientRect();
      chosen = frame.neuron;
      setAttributes(picture, { 'data-large': chosen === OUTPUT ? 'output' : 'hidden' });
      bundles.forEach(({ element, isOf }) => setHidden(element, !isOf(frame.neuron)));
      setText(title, neuronName(chosen));
      smalls.forEach((_, neuron) => { if (neuron >= 0) setClass(cell, `hue-${neuron}`, neuron === chosen); });
      if (from) grow(zoom, from, cell.getBoundingClientRect());
    },
  };
}

/** @param {HTMLElement} frame that is seen only meanwhile @param {DOMRect} from @param {DOMRect} to */
function grow(frame, from, to) {
  const origin = /** @type {HTMLElement} */ (frame.offsetParent).getBoundingClientRect();
  const [first, last] = [from, to].map(({ left, top, width, height: tall }) => ({
    transform: `translate(${left - origin.left}px, ${top - origin.top}px)`, width: `${width}px`, height: `${tall}px`,
  }));
  frame.animate([{ ...first, opacity: 1 }, { ...last, opacity: 1, offset: 0.8 }, { ...last, opacity: 0 }], ZOOM);
}
