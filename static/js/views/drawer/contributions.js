// What moves over the picture of the contributions: the playhead and the veil over the
// future. And what the picture shows, in words.

import { timeOf } from '../../model/time.js';
import { NAMED_TURNS } from '../../model/contributions.js';
import * as numbers from '../../text/numbers.js';
import { say, weightName } from '../../text/words.js';
import { part, setAttributes, setText, setVisible, translate } from '../shared/dom.js';

/**
 * @param {HTMLElement} panel
 * @param {(weight: number) => {turns: number[], direction: number}} turnsOf the turns of a weight as far as it has arrived
 * @returns {PlacedView}
 */
export function createContributions(panel, turnsOf) {
  const chart = part(panel, 'data-contributions');
  const veil = part(chart, 'data-contributions-veil');
  const playhead = part(chart, 'data-contributions-playhead');
  const line = part(chart, 'data-contributions-line');
  const turns = part(panel, 'data-turns');
  const summary = part(panel, 'data-contributions-summary');
  const letters = JSON.parse(chart.dataset.contributions ?? '');
  let told = '';
  /** @type {Axes | null} */
  let axes = null;

  return {
    chart,
    place(newAxes) { axes = newAxes; },
    render(frame) {
      if (frame.tab !== 'why') return;
      const subject = `${frame.weight} ${frame.lastReceived}`;
      if (subject !== told) setText(turns, sayTurns(weightName(frame, frame.weight), turnsOf(frame.weight)));
      told = subject;
      if (!frame.playing) setText(summary, sayPulls(frame, letters));
      if (axes) move(axes, frame);
    },
  };

  /** @param {Axes} axes @param {Frame} frame */
  function move({ x, top, bottom, right }, frame) {
    const now = x(timeOf(frame.position));
    [veil, playhead].forEach((element) => setVisible(element, true));
    setAttributes(veil, { x: now, y: top, width: Math.max(0, right + 2 - now), height: bottom - top });
    setAttributes(playhead, { transform: translate(now, 0) });
    setAttributes(line, { y1: top, y2: bottom });
  }
}

/** @param {string} name @param {{turns: number[], direction: number}} found @returns {string} */
function sayTurns(name, { turns, direction }) {
  if (!direction) return say('turns_none', { name });
  if (!turns.length) return say('turns_0', { name, direction: say(direction > 0 ? 'going_up' : 'going_down') });
  const named = turns.slice(0, NAMED_TURNS).map(numbers.count);
  const more = turns.length - named.length;
  let iterations = named.join(', ');
  if (more) iterations = say('and_more', { names: iterations, count: more });
  else if (named.length > 1) {
    iterations = say('turns_two', { first: named.slice(0, -1).join(', '), last: named[named.length - 1] });
  }
  return say(turns.length > 1 ? 'turns_n' : 'turns_1', { name, iterations });
}

/** @param {Frame} frame @param {string[]} letters @returns {string} */
function sayPulls({ step, weight, iteration, names }, letters) {
  const pulls = step.contributions.map((row, e) => (
    say('pull', { letter: letters[e], amount: numbers.fine(row[weight]) })
  ));
  return say('contributions_summary', {
    name: weightName({ names }, weight), iteration: numbers.count(iteration),
    pulls: numbers.series(pulls), total: numbers.fine(step.adjustments[weight]),
  });
}
