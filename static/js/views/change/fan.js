// What moves over the fan of lives: the playhead, the veil over the future and the point on the
// line that stands out. A click on a line has that life stand out.

import { hueOf } from '../../model/layers.js';
import { lifeOf, nearest, ownLife } from '../../model/lives.js';
import { iterationAt, timeOf } from '../../model/time.js';
import { say } from '../../text/words.js';
import { part, setAttributes, setHidden, setStyle, setText } from '../shared/dom.js';

const NEAR = 12; // pixels from a line, on which one points to it

/** @typedef {import('../../runs/lives.js').Lives} Lives */

/**
 * @param {HTMLElement} panel @param {() => Lives | null} livesNow
 * @param {import('./lives.js').Choice} choice @returns {PlacedView}
 */
export function createFan(panel, livesNow, choice) {
  const chart = part(panel, 'data-fan');
  const over = part(chart, 'data-fan-over');
  const [veil, now, own] = ['data-fan-veil', 'data-fan-now', 'data-fan-own'].map((hook) => part(chart, hook));
  const key = part(panel, 'data-fan-key');
  const lived = /** @type {HTMLElement} */ (chart.parentElement);
  /** @type {Axes | null} */
  let axes = null;
  let weight = 0;
  chart.addEventListener('click', ({ clientX, clientY }) => {
    const lives = livesNow();
    if (!axes || !lives?.weights[weight]) return;
    const { left, top } = chart.getBoundingClientRect();
    const { y, unit } = axes;
    const row = lives.at(lives.weights[weight], lives.indexOf(iterationAt(axes.fromX(clientX - left))));
    const life = nearest(row, y, clientY - top, NEAR * unit);
    if (life >= 0) choice.choose(lives.seeds[life]);
  });
  return {
    chart,
    place(newAxes) {
      axes = newAxes;
      setHidden(over, false);
      [veil, now].forEach((element) => { element.style.height = `${newAxes.bottom}px`; });
    },
    render(frame) {
      const lives = livesNow();
      if (frame.tab !== 'change' || !axes || !lives?.count || frame.iteration === undefined) return;
      ({ weight } = frame);
      setAttributes(lived, { class: `lived hue-${hueOf(frame.run, weight)}` });
      const mine = ownLife(frame.config, lives.range);
      const life = lifeOf(lives.seeds, choice.seed(), mine);
      const { x, y } = axes;
      const at = x(timeOf(frame.position));
      setStyle(veil, 'transform', `translateX(${at.toFixed(1)}px)`);
      setStyle(now, 'transform', `translateX(${at.toFixed(1)}px)`);
      const height = life < 0 ? NaN : y(life === mine ? frame.weights[weight] : between(lives, weight, life, frame.position, x));
      setStyle(own, 'transform', `translate(${at.toFixed(1)}px, ${(Number.isFinite(height) ? height : -99).toFixed(1)}px)`);
      setText(key, life < 0 ? '' : life === mine ? say('lives_this_run') : say('lives_seed', { seed: lives.seeds[life] }));
    },
  };
}

/**
 * On the line that is drawn, which is straight from one snapshot to the next.
 * @param {Lives} lives @param {number} weight @param {number} life @param {number} position
 * @param {(time: number) => number} x @returns {number}
 */
function between(lives, weight, life, position, x) {
  const index = lives.indexOf(position);
  const here = lives.at(lives.weights[weight], index)[life];
  if (index + 1 >= lives.count) return here;
  const [from, to] = [index, index + 1].map((at) => x(timeOf(lives.iteration[at])));
  const following = lives.at(lives.weights[weight], index + 1)[life];
  return here + (following - here) * ((x(timeOf(position)) - from) / (to - from));
}
