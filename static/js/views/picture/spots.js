// What stands in the box of the cut: marks with their errors' halos, the question, and greys where
// nothing was taught. A click asks the neuron about what stands there.

import { letterOf } from '../../model/places.js';
import { beside, project } from '../../model/projection.js';
import { same, shownFor, theExample } from '../../model/situations.js';
import { part, parts, setAttributes, setClass, setText, translate } from '../shared/dom.js';
import { nameQuantity } from '../shared/pointing.js';

/** @typedef {import('../../model/places.js').Place} Place */

const CROWD = 12; // places beside the corners; of more, the marks are small and have no letters
const MARK = 9; // a mark's reach
const LARGE = 1.25; // of a mark, as webapp/picture/marks.py has it
const SMALL = 0.6;
const HALO = 26; // how far the halo of an error of 1 reaches beyond its mark

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {View} */
export function createSpots(region, dispatch) {
  const layer = part(region, 'data-spots');
  /** @type {string[]} */
  const shapes = JSON.parse(layer.dataset.spots ?? '');
  const question = /** @type {string} */ (shapes.pop());
  const sign = /** @type {string} */ (shapes.pop());
  const spots = parts(layer, 'data-spot').map(spotView);
  /** @type {Frame | null} */
  let shown = null;
  /** @type {Place[]} */
  let places = [];
  let looked = '';

  layer.addEventListener('click', ({ target }) => {
    const at = spots.findIndex(({ group }) => target instanceof Element && group.contains(target));
    if (shown && places[at]) dispatch({ type: 'show', shown: askedAbout(shown, places[at]) });
  });

  /** @param {Frame} frame */
  const place = ({ cut, looked: { turn } }) => {
    ({ places } = cut);
    while (spots.length < places.length) spots.push(spotView(another(spots[0].group)));
    const isCrowded = places.length - cut.box.corners.length > CROWD;
    const at = places.map((each) => project(each.at, turn));
    spots.forEach((spot, i) => {
      const isSmall = isCrowded && i >= cut.box.corners.length && !places[i]?.isQuestion;
      spot.place(places[i], at[i], isSmall, { shapes, question, sign });
    });
    inOrder(spots.map(({ group }) => group), at.map(({ depth }) => depth));
  };

  return {
    render(frame) {
      const name = `${frame.looked.turn} ${frame.cut.box.axes} ${frame.cut.box.corners[0]}`;
      if (name !== looked) place(frame);
      looked = name;
      shown = frame;
      places.forEach((each, i) => spots[i].render(frame, each));
    },
  };
}

/**
 * What a click on a place asks: where several examples stand, first of the first.
 * @param {Frame} frame @param {Place} place @returns {Shown}
 */
function askedAbout({ run }, { inputs, examples, isQuestion }) {
  return examples.length && !isQuestion ? theExample(run, examples[0]) : shownFor(run, inputs);
}

/** @param {Element} group @returns {HTMLElement} a spot like it, for what stands between the corners */
function another(group) {
  const copy = /** @type {HTMLElement} */ (group.cloneNode(true));
  group.parentNode?.append(copy);
  return copy;
}

/** Far ones first, so that near ones lie over them. @param {Element[]} groups @param {number[]} depths */
function inOrder(groups, depths) {
  const order = depths.map((_, i) => i).sort((a, b) => depths[b] - depths[a] || a - b);
  const wanted = order.map((i) => groups[i]);
  const layer = groups[0].parentNode;
  if (layer && wanted.some((group, i) => layer.children[i] !== group)) layer.append(...wanted);
}

/** @param {HTMLElement} group */
function spotView(group) {
  const [halo, dot, mark, asked, letter] = ['data-halo', 'data-grey', 'data-shape', 'data-sign', 'data-letter']
    .map((hook) => part(group, hook));
  let at = { x: 0, y: 0 };
  let size = LARGE;
  return {
    group,
    /**
     * @param {Place | undefined} place @param {{x: number, y: number}} spot @param {boolean} isSmall
     * @param {{shapes: string[], question: string, sign: string}} marks
     */
    place(place, spot, isSmall, { shapes, question, sign }) {
      setAttributes(group, { visibility: place ? 'visible' : 'hidden' });
      if (!place) return;
      at = spot;
      size = isSmall ? SMALL : LARGE;
      const [first] = place.examples;
      const isQuestion = place.isQuestion && first === undefined;
      setAttributes(group, { transform: translate(spot.x, spot.y) });
      nameQuantity(group, quantityAt(place));
      const scale = `scale(${size})`;
      setAttributes(mark, { transform: scale, d: isQuestion ? question : shapes[first % shapes.length] ?? '' });
      setAttributes(asked, { transform: scale, d: isQuestion ? sign : '' });
      setText(letter, isSmall ? '' : lettering(place));
    },
    /** @param {Frame} frame @param {Place} place */
    render(frame, place) {
      const { examples, inputs } = place;
      const error = errorAt(frame, examples);
      const reach = haloOf(error) * size / LARGE;
      const isTaught = examples.length > 0;
      setClass(group, 'taught', isTaught);
      setClass(group, 'filled', isTaught && frame.examples[examples[0]].output >= 0.5);
      setClass(group, 'question', !isTaught && place.isQuestion);
      setClass(group, 'shown', same(inputs, frame.shownInputs));
      setAttributes(halo, { r: reach });
      if (!isTaught && !place.isQuestion) setAttributes(dot, { 'fill-opacity': frame.ask(inputs).output });
      const beyond = beside(at, Math.max(MARK, reach));
      setAttributes(letter, { x: beyond.x - at.x, y: beyond.y - at.y + 5 });
    },
  };
}

/** @param {number} error @returns {number} its halo's radius: none where there is none */
const haloOf = (error) => HALO * error + MARK * Math.min(1, 25 * error);

/** @param {Frame} frame @param {number[]} examples @returns {number} their mean error's size, as far as it shows */
function errorAt(frame, examples) {
  if (!examples.length) return 0;
  return examples.reduce((sum, e) => sum + Math.abs(frame.errors[e]) * frame.gaps[e], 0) / examples.length;
}

/** @param {Place} place @returns {string} */
function lettering({ examples, isQuestion }) {
  if (!examples.length) return '';
  const many = examples.length > 1 ? ` ×${examples.length}` : '';
  return `${letterOf(examples[0])}${many}${isQuestion ? ' ?' : ''}`;
}

/** @param {Place} place @returns {string} the quantity that is pointed at here */
function quantityAt({ examples, inputs, isQuestion }) {
  if (examples.length) return `example:${examples[0]}`;
  return isQuestion ? 'question' : `situation:${inputs}`;
}
