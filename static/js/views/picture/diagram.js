// The neuron's picture: moves what the server drew. Thickness, dashes, levels and numbers are
// all those of the weights that are shown.

import { isOn } from '../../model/situations.js';
import { sigmoid } from '../../model/neuron.js';
import { stageAt } from '../../text/listing.js';
import * as numbers from '../../text/numbers.js';
import { fill, say, stage as stageText } from '../../text/words.js';
import { part, parts, setAttributes, setClass, setProperty, setText, setVisible, translate } from '../shared/dom.js';

/** @param {SVGElement} element @param {string} name @returns {number} */
const read = (element, name) => Number(element.getAttribute(name));

/**
 * @param {HTMLElement} region @param {Dispatch} dispatch @param {Settings} settings @returns {View}
 */
export function createDiagram(region, dispatch, settings) {
  const diagram = part(region, 'data-diagram');
  const picture = /** @type {SVGElement} */ (diagram.querySelector('svg'));
  const views = [
    inputsView(diagram, dispatch), connectionsView(diagram, settings), neuronView(diagram), outputView(diagram),
    cycleView(region),
  ];
  return {
    render(frame) {
      views.forEach((view) => view.render(frame));
      if (frame.playing) return; // while it plays, its description would change too fast to be read
      setAttributes(picture, {
        'aria-label': say('picture', {
          inputs: numbers.row(frame.shownInputs),
          weights: numbers.series(frame.weights.map((weight) => numbers.signed(weight))),
          sum: numbers.signed(frame.shownSum),
          output: numbers.output(frame.shownOutput),
        }),
      });
    },
  };
}

/** @param {HTMLElement} root @param {Dispatch} dispatch @returns {View} */
function inputsView(root, dispatch) {
  const buttons = parts(root, 'data-input');
  buttons.forEach((button, input) => {
    button.addEventListener('click', () => dispatch({ type: 'switch-input', input }));
  });
  return {
    render({ shownInputs, run }) {
      buttons.forEach((button, i) => {
        const written = numbers.short(shownInputs[i]);
        setText(button, written);
        setProperty(button, '--characters', written.length);
        setAttributes(button, { 'aria-pressed': String(isOn(run, shownInputs, i)) });
      });
    },
  };
}

/** @param {HTMLElement} root @param {Settings} settings @returns {View} */
function connectionsView(root, { stroke }) {
  /** @param {number} weight @returns {number} as the server draws it first */
  const strokeWidth = (weight) => (
    stroke.thinnest + stroke.growth * (Math.abs(weight) / (Math.abs(weight) + stroke.half))
  );
  const connections = /** @type {SVGElement[]} */ (parts(root, 'data-connection')).map((group) => ({
    group,
    wire: /** @type {SVGElement} */ (part(group, 'data-wire')),
    number: part(group, 'data-weight'),
    pulses: /** @type {SVGElement[]} */ (parts(group, 'data-pulse')),
  }));
  return {
    render(frame) {
      const row = frame.rowOf(frame.shownInputs);
      connections.forEach(({ group, wire, number, pulses }, i) => {
        const weight = frame.weights[i];
        setAttributes(wire, {
          'stroke-width': strokeWidth(weight),
          'stroke-dasharray': weight < 0 ? '7 6' : 'none',
        });
        setClass(group, 'silent', row[i] === 0 && frame.stage === 0);
        setText(number, numbers.signed(weight));
        pulses.forEach((pulse, order) => movePulse(pulse, wire, frame, order / pulses.length));
      });
    },
  };
}

/**
 * One example's signal on its way to the sum, or its blame on the way back.
 * @param {SVGElement} pulse @param {SVGElement} wire @param {Frame} frame @param {number} delay
 */
function movePulse(pulse, wire, frame, delay) {
  const forward = frame.stage === 1;
  const back = frame.stage === 3;
  const passed = (frame.progress - delay * 0.5) / 0.5;
  setVisible(pulse, (forward || back) && passed > 0 && passed < 1);
  if (!forward && !back) return;
  setClass(pulse, 'blame', back);
  const along = forward ? passed : 1 - passed;
  const x = read(wire, 'x1') + (read(wire, 'x2') - read(wire, 'x1')) * along;
  const y = read(wire, 'y1') + (read(wire, 'y2') - read(wire, 'y1')) * along;
  setAttributes(pulse, { transform: translate(x, y) });
}

/** @param {HTMLElement} root @returns {View} */
function neuronView(root) {
  const sum = part(root, 'data-sum');
  const room = Number(sum.dataset.sum);
  const dot = part(root, 'data-curve-dot');
  const size = Number(dot.dataset.curveDot);
  return {
    render(frame) {
      const written = numbers.signed(frame.shownSum);
      setText(sum, written);
      // A long sum grows smaller rather than out of its circle.
      setProperty(sum, '--fit', Math.min(1, room / written.length));
      const x = Math.max(-6, Math.min(6, frame.shownSum));
      setAttributes(dot, { transform: translate((x / 6) * size, (0.5 - sigmoid(x)) * 2 * size) });
    },
  };
}

/** @param {HTMLElement} element @param {string} value @returns {string} the element's sentence, filled in */
const template = (element, value) => fill(element.dataset.template ?? '', { inputs: value, value });

/** @param {HTMLElement} root @returns {View} */
function outputView(root) {
  const level = part(root, 'data-level');
  const [middle, radius] = (level.dataset.level ?? '').split(' ').map(Number);
  const number = part(root, 'data-output');
  const name = part(root, 'data-shown-name');
  const desired = part(root, 'data-desired');
  const { never = '', differently = '' } = desired.dataset;
  const error = part(root, 'data-shown-error');
  /** @param {Frame} frame */
  const teaching = (frame) => {
    if (!frame.taught) return never;
    return frame.desired === null ? differently : template(desired, numbers.plain(frame.desired));
  };
  return {
    render(frame) {
      setAttributes(level, { y: middle + radius - 2 * radius * frame.shownOutput });
      setText(number, numbers.output(frame.shownOutput));
      setText(name, template(name, frame.isSituation ? '?' : numbers.row(frame.shownInputs)));
      setText(desired, teaching(frame));
      setText(error, frame.shownError === null ? '' : template(error, numbers.error(frame.shownError)));
    },
  };
}

/** @param {HTMLElement} region @returns {View} the four stages, the present one lit */
function cycleView(region) {
  const hint = part(region, 'data-hint');
  const invitation = hint.textContent ?? '';
  const stages = parts(region, 'data-stage');
  return {
    render(frame) {
      const stage = frame.stage || stageAt(frame.line);
      setText(hint, stageText(stage) || invitation);
      stages.forEach((item, i) => {
        setAttributes(item, { 'aria-current': stage === i + 1 ? 'step' : 'false' });
      });
    },
  };
}
