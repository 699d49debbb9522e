// The neuron's picture: moves what the server drew. Thickness, dashes, levels and numbers are
// all those of the weights that are shown; the curve within it is `curve.js`'s.

import { OUTPUT, hiddenOf, hueOf, shadeOf } from '../../model/layers.js';
import { isOn } from '../../model/situations.js';
import { LAST_SINGLE } from '../../state/pacing.js';
import { MOST_PASSES } from '../../state/stages.js';
import { stageAt } from '../../text/listing.js';
import * as numbers from '../../text/numbers.js';
import { fill, measuredInput, neuronName, say, stage as stageText, weightName } from '../../text/words.js';
import { byBundle, inOrder } from '../shared/bundles.js';
import { part, parts, setAttributes, setClass, setProperty, setStyle, setText, setVisible } from '../shared/dom.js';
import { marksIn } from '../shared/marks.js';
import { nameQuantity } from '../shared/pointing.js';
import { dashesOf, strokeWidth } from '../shared/strokes.js';


/**
 * @param {HTMLElement} region @param {Dispatch} dispatch @param {Settings} settings @returns {View}
 */
export function createDiagram(region, dispatch, settings) {
  const diagram = part(region, 'data-diagram');
  const views = [
    inputsView(diagram, dispatch), connectionsView(diagram, settings),
    shownMarkView(diagram), sumView(diagram), answerView(diagram), captionView(region),
  ];
  return {
    render(frame) {
      views.forEach((view) => view.render(frame));
      if (frame.playing) return; // while it plays, its description would change too fast to be read
      setAttributes(diagram, {
        'aria-label': say(hiddenOf(frame.run) ? 'network_picture' : 'picture', {
          neuron: neuronName(frame.neuron),
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
    render(frame) {
      const { shownInputs, run } = frame;
      buttons.forEach((button, i) => {
        const written = numbers.short(shownInputs[i]);
        setText(button, written);
        setProperty(button, '--characters', written.length);
        setAttributes(button, { 'aria-pressed': String(isOn(run, shownInputs, i)) });
        const named = measuredInput(frame, i, shownInputs[i]);
        if (named) setAttributes(button, { title: named });
      });
    },
  };
}

/** @param {HTMLElement} root @param {Settings} settings @returns {View} */
function connectionsView(root, { stroke }) {
  const bundles = byBundle(root, (bundle) => inOrder(bundle, 'data-connection').map((group) => ({
    group, wire: part(group, 'data-wire'), number: part(group, 'data-weight'),
  })));
  let named = OUTPUT;
  return {
    render(frame) {
      const row = frame.rowOf(frame.shownInputs);
      const connections = bundles.now(frame.neuron);
      if (frame.neuron !== named) connections.forEach(({ group }, i) => nameWeight(group, frame, i));
      named = frame.neuron;
      connections.forEach(({ group, wire, number }, i) => {
        const weight = frame.weights[i];
        const width = strokeWidth(weight, stroke);
        setAttributes(wire, { 'stroke-width': width, 'stroke-dasharray': weight < 0 ? dashesOf(width) : 'none' });
        setClass(group, 'silent', row[i] === 0 && frame.stage !== 3);
        setText(number, numbers.signed(weight));
      });
    },
  };
}

/** @param {HTMLElement} group a connection that another neuron has now @param {Frame} frame @param {number} i */
function nameWeight(group, frame, i) {
  const weight = frame.places[i];
  nameQuantity(group, `weight:${weight}`);
  setAttributes(group, {
    class: `connection hue-${hueOf(frame.run, weight)}`,
    'aria-label': say('hand_slider', { weight: weightName(frame, i) }),
  });
  setProperty(group, '--pale', shadeOf(frame.run, weight));
}

/** @param {HTMLElement} root @returns {View} the mark of what the inputs are: an example's, or the question's */
function shownMarkView(root) {
  const mark = part(root, 'data-shown-mark');
  const path = part(mark, 'data-shown-mark-path');
  const sign = part(mark, 'data-shown-mark-sign');
  const question = path.getAttribute('d') ?? '';
  const marks = marksIn(root);
  return {
    render({ shownExample, isSituation }) {
      const example = marks[shownExample];
      setVisible(mark, isSituation || Boolean(example));
      setVisible(sign, isSituation);
      setAttributes(path, { d: example?.path ?? question });
      setClass(mark, 'question', !example);
      setClass(mark, 'filled', example?.filled ?? false);
    },
  };
}

/** @param {HTMLElement} root @returns {View} */
function sumView(root) {
  const sum = part(root, 'data-sum');
  const room = Number(sum.dataset.sum);
  return {
    render({ shownSum, travel }) {
      const written = travel < 1 ? '' : numbers.signed(shownSum); // nothing has been added up yet
      setText(sum, written);
      // A long sum grows smaller rather than out of its circle.
      setProperty(sum, '--fit', Math.min(1, room / Math.max(1, written.length)));
    },
  };
}

/** @param {HTMLElement} element @param {string} value @returns {string} the element's sentence, filled in */
const template = (element, value) => fill(element.dataset.template ?? '', { value });

/** @param {HTMLElement} root @returns {View} the column that fills to the answer, which rides its level */
function answerView(root) {
  const level = part(root, 'data-level');
  const rider = part(root, 'data-rider');
  const number = part(root, 'data-output');
  const desired = part(root, 'data-desired');
  const { never = '', differently = '' } = desired.dataset;
  const error = part(root, 'data-shown-error');
  const name = part(root, 'data-column-name');
  const answers = name.textContent ?? '';
  /** @param {Frame} frame */
  const teaching = (frame) => {
    if (frame.neuron >= 0) return ''; // nobody says what it should
    if (!frame.taught) return never;
    return frame.desired === null ? differently : template(desired, numbers.plain(frame.desired));
  };
  return {
    render(frame) {
      const filled = frame.shownOutput * frame.fill;
      const isOpen = frame.passing < 0 || frame.gaps[frame.passing] > 0;
      setStyle(level, 'transform', `scaleY(${filled.toFixed(4)})`);
      setStyle(rider, 'transform', `translateY(${(100 - 100 * filled).toFixed(2)}%)`);
      setText(number, frame.fill ? numbers.output(filled, numbers.TABLE_DIGITS) : ''); // it has said nothing yet
      setText(name, frame.neuron < 0 ? answers : neuronName(frame.neuron));
      setText(desired, frame.fill ? teaching(frame) : '');
      setText(error, frame.shownError === null || !isOpen ? '' : errorText(error, frame));
    },
  };
}

/** @param {HTMLElement} element @param {Frame} frame @returns {string} */
function errorText(element, { shownError, neuron }) {
  const value = numbers.error(shownError ?? 0, numbers.TABLE_DIGITS);
  return neuron < 0 ? template(element, value) : say('network_sent_back', { value });
}

/** @param {HTMLElement} region @returns {View} what is happening, and the cycle with its present stage lit */
function captionView(region) {
  const hint = part(region, 'data-hint');
  const invitation = hint.textContent ?? '';
  const { moving = '', faster = '', inside = '' } = hint.dataset;
  const stages = parts(region, 'data-stage');
  const marks = marksIn(region);
  /** @param {Frame} frame */
  const caption = (frame) => {
    if (frame.passing >= 0) {
      const letter = marks[frame.passing]?.letter ?? '';
      const of = frame.gaps.length > MOST_PASSES ? '_of' : '';
      return say(`stage_pass${of}${hiddenOf(frame.run) ? '_network' : ''}`, { letter, count: frame.gaps.length });
    }
    const stage = frame.stage || stageAt(frame);
    if (stage) return stageText(stage);
    if (!frame.playing) return frame.neuron < 0 ? invitation : inside;
    const isFaster = frame.position > LAST_SINGLE && frame.scale === 'log' && frame.speed !== 'slow';
    return isFaster ? faster : moving;
  };
  return {
    render(frame) {
      const stage = frame.stage || stageAt(frame);
      setText(hint, caption(frame));
      stages.forEach((item, i) => {
        setAttributes(item, { 'aria-current': stage === i + 1 ? 'step' : 'false' });
      });
    },
  };
}
