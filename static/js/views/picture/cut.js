// The cut: moves the plane, its shaded side and the box that the server drew, and says what they
// mean. What a turn decides is written only when it changes.

import { edgesOf } from '../../model/cut.js';
import { hiddenOf } from '../../model/layers.js';
import { isBehind, layOut } from '../../model/projection.js';
import { axisName, heldInputs } from '../../text/words.js';
import { cutSummary, cutVerdict } from '../../text/cut.js';
import { part, parts, setAttributes, setClass, setText } from '../shared/dom.js';
import { facetPaths } from '../shared/facets.js';
import { flatPath, pathOf } from '../shared/paths.js';
import { nameQuantity } from '../shared/pointing.js';

const SURE = 4; // a neuron that is surer than a quarter somewhere shades in full

/** @param {HTMLElement} region @param {Dispatch} dispatch @param {Settings} settings @returns {View} */
export function createCut(region, dispatch, settings) {
  const views = [boxView(region), planeView(region), wordsView(region, settings)];
  if (region.querySelector('[data-axis]')) views.push(choiceView(region, dispatch));
  return { render: (frame) => views.forEach((view) => view.render(frame)) };
}

/** @param {HTMLElement} region @returns {View} the edges and the axes' names */
function boxView(region) {
  const [behind, before] = ['data-behind', 'data-before'].map((hook) => part(region, hook));
  const edges = parts(region, 'data-edge').sort((a, b) => Number(a.dataset.edge) - Number(b.dataset.edge));
  const names = parts(region, 'data-axis-name');
  let drawn = '';

  /** @param {Frame} frame */
  const draw = ({ run, looked: { turn }, cut: { box: { axes } } }) => {
    // With a hidden layer no input has one weight, and so none has a hue.
    const hueFor = (/** @type {number} */ axis) => (hiddenOf(run) ? '' : ` hue-${axis}`);
    const quantityFor = (/** @type {number} */ axis) => (hiddenOf(run) ? `input:${axis}` : `weight:${axis}`);
    const said = axes.map(axisName);
    const { spots, farthest, names: middles } = layOut(axes.length, turn, said.map(({ length }) => length));
    const pairs = edgesOf(axes.length);
    edges.forEach((edge, i) => {
      const [a, b] = pairs[i] ?? [0, 0];
      const axis = a === 0 && b > 0 ? axes[Math.log2(b)] : -1;
      const far = isBehind([a, b], farthest);
      setAttributes(edge, {
        x1: spots[a].x, y1: spots[a].y, x2: spots[b].x, y2: spots[b].y,
        class: axis >= 0 ? `edge axis${hueFor(axis)}` : `edge${far ? ' far' : ''}`,
      });
      nameQuantity(edge, axis >= 0 ? quantityFor(axis) : '');
      const layer = far ? behind : before;
      if (edge.parentNode !== layer) layer.append(edge);
    });
    names.forEach((text, i) => {
      setText(text, said[i] ?? '');
      if (i >= axes.length) return;
      setAttributes(text, { x: middles[i].x, y: middles[i].y + 5, class: `axis-name${hueFor(axes[i])}` });
      nameQuantity(text, quantityFor(axes[i]));
    });
  };

  return {
    render(frame) {
      const name = `${frame.looked.turn} ${frame.cut.box.axes}`;
      if (name !== drawn) draw(frame);
      drawn = name;
    },
  };
}

/** @param {HTMLElement} region @returns {View} the plane and its shaded side; of a network, all that is bent */
function planeView(region) {
  const shade = part(region, 'data-shade');
  const plane = part(region, 'data-plane');
  const faces = parts(shade, 'data-face');
  const facets = parts(region, 'data-facet');
  /** @type {[Frame['cut'], Frame['looked']] | null} what is drawn */
  let drawn = null;
  return {
    render({ cut, looked }) {
      if (drawn && cut === drawn[0] && looked === drawn[1]) return;
      drawn = [cut, looked];
      const { turn } = looked;
      const { bent, box: { axes } } = cut;
      const shaded = bent ? bent.shaded.map((rings) => flatPath(rings, axes.length, turn, true)) : cut.shaded.map((points) => pathOf(points, turn));
      while (faces.length < shaded.length) faces.push(another(faces[0]));
      faces.forEach((face, i) => setAttributes(face, { d: shaded[i] ?? '' }));
      setAttributes(plane, { d: bent ? flatPath(bent.lines, axes.length, turn, false) : pathOf(cut.points, turn) });
      if (facets.length) facetPaths(bent?.surface ?? null, turn).forEach((d, i) => setAttributes(facets[i], { d }));
      const shown = Math.min(1, SURE * cut.sureness);
      setAttributes(shade, { opacity: shown });
      setClass(plane, 'unsure', shown < 0.5);
    },
  };
}

/** @param {HTMLElement} face @returns {HTMLElement} one more like it */
function another(face) {
  const copy = /** @type {HTMLElement} */ (face.cloneNode());
  face.parentNode?.append(copy);
  return copy;
}

/** @param {HTMLElement} region @param {Settings} settings @returns {View} what it means, in sentences */
function wordsView(region, { undecided }) {
  const verdict = part(region, 'data-cut-verdict');
  const summary = part(region, 'data-cut-summary');
  const held = region.querySelector('[data-cut-held]');
  return {
    render(frame) {
      setText(verdict, cutVerdict(frame, undecided));
      if (held) setText(held, heldInputs(frame));
      if (!frame.playing) setText(summary, cutSummary(frame, undecided));
    },
  };
}

/**
 * Which inputs to look along, where there are more than a box has axes.
 * @param {HTMLElement} region @param {Dispatch} dispatch @returns {View}
 */
function choiceView(region, dispatch) {
  const choices = /** @type {HTMLInputElement[]} */ (parts(region, 'data-axis'));
  /** @type {number[]} */
  let axes = [];
  choices.forEach((choice, input) => choice.addEventListener('change', () => {
    dispatch({ type: 'axes', axes: choice.checked ? [...axes, input] : axes.filter((axis) => axis !== input) });
  }));
  return {
    render(frame) {
      ({ axes } = frame.looked);
      choices.forEach((choice, input) => {
        const isChosen = axes.includes(input);
        if (choice.checked !== isChosen) choice.checked = isChosen;
      });
    },
  };
}
