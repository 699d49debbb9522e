// The hidden neurons' planes in the box of the cut, each in its hue and named where it leaves it.
// One that is pointed at, or chosen, is shown with the half in which it says 1; the others step back.

import { OUTPUT } from '../../model/layers.js';
import { layOut, numbersOf } from '../../model/projection.js';
import { singledOut } from '../../model/singled.js';
import { axisName } from '../../text/words.js';
import { part, parts, setAttributes, setClass, setVisible } from '../shared/dom.js';
import { pathOf } from '../shared/paths.js';

const BASELINE = 5; // from a number's middle to its baseline

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {View} */
export function createPlanes(region, dispatch) {
  const layer = region.querySelector('[data-hidden-planes]');
  if (!layer) return { render() {} }; // one neuron has none
  const half = part(region, 'data-half');
  const halves = parts(half, 'data-half-face');
  let chosen = OUTPUT;
  const planes = parts(layer, 'data-hidden-plane').map((group, neuron) => (
    planeView(group, () => dispatch({ type: 'neuron', neuron: neuron === chosen ? OUTPUT : neuron }))
  ));
  let name = '';
  /** @type {{spots: any[], names: any[]}} */
  let layout = { spots: [], names: [] };
  /** @type {number[]} */
  let lengths = [];

  /** @param {Frame} frame */
  const look = ({ looked: { turn }, cut: { box: { axes } } }) => {
    if (`${turn} ${axes}` === name) return;
    name = `${turn} ${axes}`;
    lengths = axes.map((axis) => axisName(axis).length);
    layout = layOut(axes.length, turn, lengths);
  };

  return {
    render(frame) {
      const { cut, looked: { turn } } = frame;
      look(frame);
      chosen = frame.neuron;
      const alone = singledOut(frame);
      const numbers = numbersOf(cut.planes.map(({ points }) => points), turn, layout, lengths);
      planes.forEach((plane, neuron) => plane(pathOf(cut.planes[neuron].points, turn), numbers[neuron], neuron === alone));
      setClass(region, 'singled', alone >= 0);
      setVisible(half, alone >= 0);
      if (alone < 0) return;
      setAttributes(half, { class: `half hue-${alone}` });
      const { shaded } = cut.planes[alone];
      halves.forEach((face, i) => setAttributes(face, { d: pathOf(shaded[i] ?? [], turn) }));
    },
  };
}

/**
 * @param {HTMLElement} group @param {() => void} choose
 * @returns {(path: string, number: {x: number, y: number} | null, isAlone: boolean) => void}
 */
function planeView(group, choose) {
  const lines = parts(group, 'data-hidden-line');
  const written = part(group, 'data-hidden-number');
  group.addEventListener('click', choose);
  return (path, number, isAlone) => {
    setVisible(group, path !== '');
    lines.forEach((line) => setAttributes(line, { d: path }));
    if (number) setAttributes(written, { x: number.x, y: number.y + BASELINE });
    setClass(group, 'alone', isAlone);
  };
}
