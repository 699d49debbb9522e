// The ghosts: the runs beside this one, faint, in every region of the picture. On the curve their
// examples' dots and their answers, over time their points, in the cut their planes, in the
// neuron the connections, and in the table which way each answer has moved.

import { isAlike, weightBeside } from '../../model/ghosts.js';
import { OUTPUT, hueOf } from '../../model/layers.js';
import { timeOf } from '../../model/time.js';
import { say } from '../../text/words.js';
import { byBundle, inOrder } from '../shared/bundles.js';
import { part, parts, setAttributes, setClass, setText, setVisible, translate } from '../shared/dom.js';
import { bounded } from '../shared/marks.js';
import { flatPath, pathOf } from '../shared/paths.js';
import { pool } from '../shared/pool.js';
import { dashesOf, strokeWidth } from '../shared/strokes.js';

const MOST_DOTS = 16; // examples of a run whose dots can still be told apart

/** @param {HTMLElement} region with the curve @returns {PlacedView} */
export function createCurveGhosts(region) {
  const chart = part(region, 'data-ghost-dots').closest('.chart');
  const dots = pool(part(region, 'data-ghost-dots'), 'circle', { r: 5 });
  const levels = region.parentElement?.querySelector('[data-ghost-levels]');
  const ticks = levels ? pool(levels, 'i', {}) : null;
  /** @type {Axes | null} */
  let place = null;
  return {
    chart: /** @type {HTMLElement} */ (chart),
    place(axes) { place = axes; },
    render({ run, ghosts, shownInputs, fill }) {
      const here = ghosts.filter(({ begun }) => begun);
      const asked = here.filter((ghost) => isAlike(ghost.run, run)); // others have other inputs
      const answers = ticks?.(asked.length && fill === 1 ? asked.length : 0) ?? [];
      answers.forEach((tick, i) => {
        const { number, ask } = asked[i];
        setAttributes(tick, { class: `ghost beside-${number}`, style: `bottom: ${(100 * ask(shownInputs).output).toFixed(2)}%` });
      });
      if (place) drawDots(dots, place, here);
    },
  };
}

/** @param {(count: number) => Element[]} dots @param {Axes} axes @param {Ghost[]} ghosts */
function drawDots(dots, axes, ghosts) {
  const at = bounded(axes);
  const places = ghosts.filter(({ outputs }) => outputs.length <= MOST_DOTS).flatMap(({ number, sums, outputs }) => (
    sums.map((sum, e) => ({ number, x: at(sum), y: axes.y(outputs[e]) }))
  ));
  dots(places.length).forEach((dot, i) => {
    const { number, x, y } = places[i];
    setAttributes(dot, { class: `ghost beside-${number}`, transform: translate(x, y, axes.unit) });
  });
}

/** @param {HTMLElement} region with the chart over time @returns {PlacedView} */
export function createTimeGhosts(region) {
  const layer = part(region, 'data-ghost-points');
  const points = pool(layer, 'circle', { r: 3.5 });
  /** @type {Axes | null} */
  let axes = null;
  return {
    chart: /** @type {HTMLElement} */ (layer.closest('.chart')),
    place(newAxes) { axes = newAxes; },
    render(frame) {
      if (!axes) return;
      const { x, y, strip, unit } = axes;
      const now = x(timeOf(frame.from + frame.position));
      const places = frame.ghosts.filter(({ begun }) => begun).flatMap((ghost) => [
        ...weightsBeside(frame, ghost).map(({ weight, hue }) => ({ height: y(weight), hue })),
        { height: strip?.y(ghost.error) ?? 0, hue: 'error-dot' },
      ]);
      points(places.length).forEach((point, i) => {
        setAttributes(point, { class: `ghost ${places[i].hue}`, transform: translate(now, places[i].height, unit) });
      });
    },
  };
}

/** @param {Frame} frame @param {Ghost} ghost @returns {{weight: number, hue: string}[]} those that stand for one of this run's */
const weightsBeside = ({ run, places }, ghost) => places.flatMap((place) => {
  const at = weightBeside(run, ghost.run, place);
  return at < 0 ? [] : [{ weight: ghost.weights[at], hue: `hue-${hueOf(run, place)}` }];
});

/** @param {HTMLElement} region with the cut @returns {View} */
export function createCutGhosts(region) {
  const planes = pool(part(region, 'data-ghost-planes'), 'path', {});
  return {
    render({ ghosts, looked: { turn }, cut: { box } }) {
      const here = ghosts.filter(({ begun, outline: { points, lines } }) => begun && points.length + lines.length > 0);
      planes(here.length).forEach((plane, i) => {
        const { number, outline: { points, lines } } = here[i];
        const d = points.length ? pathOf(points, turn) : flatPath(lines, box.axes.length, turn, false);
        setAttributes(plane, { class: `ghost beside-${number}`, d });
      });
    },
  };
}

/** @param {Ghost[]} ghosts @returns {Ghost | undefined} the one from before the last change, or the last that was put there */
const nearest = (ghosts) => ghosts.filter(({ begun }) => begun).pop();

/** @param {HTMLElement} region with the neuron @param {Settings} settings @returns {View} */
export function createWireGhosts(region, { stroke }) {
  const bundles = byBundle(region, (bundle) => inOrder(bundle, 'data-ghost-wire'));
  return {
    render({ ghosts, run, places, neuron }) {
      const ghost = nearest(ghosts);
      bundles.now(neuron).forEach((wire, i) => {
        const at = ghost ? weightBeside(run, ghost.run, places[i]) : -1;
        setVisible(wire, at >= 0);
        if (!ghost || at < 0) return;
        const width = strokeWidth(ghost.weights[at], stroke);
        setAttributes(wire, { 'stroke-width': width, 'stroke-dasharray': ghost.weights[at] < 0 ? dashesOf(width) : 'none' });
      });
    },
  };
}

/** @param {HTMLElement} region with the table @returns {View} */
export function createTableGhosts(region) {
  const moved = parts(region, 'data-moved').map((sign) => ({
    sign, inputs: (sign.dataset.moved ?? '').split(',').map(Number),
  }));
  return {
    render({ ghosts, ask, neuron }) {
      const ghost = neuron === OUTPUT ? nearest(ghosts) : undefined; // they compare what the networks say
      setClass(region, 'moved', Boolean(ghost));
      if (!ghost) return;
      moved.forEach(({ sign, inputs }) => {
        const isAsked = inputs.length === ghost.run.config.situation.length;
        setText(sign, isAsked ? way(ask(inputs).output - ghost.ask(inputs).output) : '');
      });
    },
  };
}

const SEEN = 0.0005; // a difference of the last digit that the table shows

/** @param {number} difference @returns {string} */
const way = (difference) => (Math.abs(difference) < SEEN ? '' : say(difference > 0 ? 'moved_up' : 'moved_down'));
