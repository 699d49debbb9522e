// Why the chosen weight ends where it ends: said once the whole run has arrived.

import { isThreshold } from '../../model/blame.js';
import { sayEnding, sayEndingTitle } from '../../text/ending.js';
import { weightName } from '../../text/words.js';
import { part, parts, setHidden, setText } from '../shared/dom.js';
import { setSentence } from '../shared/sentence.js';

/**
 * @typedef {(weight: number) => {ending: import('../../model/ending.js').Ending, shape: import('../../model/shape.js').Shape}} Explain
 */

/** @param {HTMLElement} panel @param {Explain} explain a weight of the whole run @returns {View} */
export function createEnding(panel, explain) {
  const section = part(panel, 'data-ending');
  const letters = JSON.parse(section.dataset.ending ?? '');
  const title = part(section, 'data-ending-title');
  const paragraphs = parts(section, 'data-ending-text');
  /** @type {unknown[]} */
  let told = [];

  return {
    render(frame) {
      if (frame.tab !== 'why') return;
      const subject = [frame.run, frame.weight, frame.lastReceived, frame.stream.name];
      if (subject.some((what, i) => what !== told[i])) tell(frame);
      told = subject;
    },
  };

  /** @param {Frame} frame */
  function tell(frame) {
    const isWhole = hasArrived(frame);
    setHidden(section, !isWhole);
    if (!isWhole) return;
    const { ending, shape } = explain(frame.weight);
    const said = sayEnding(ending, shape, letters, frame.names, isThreshold(frame.run, frame.weight));
    setText(title, sayEndingTitle(ending, weightName(frame, frame.weight)));
    paragraphs.forEach((paragraph, i) => {
      setHidden(paragraph, !said[i]);
      setSentence(paragraph, said[i] ?? []);
    });
  }
}

/**
 * Whether all of the run is here, or all that there is of it: one that diverges has an end, too.
 * @param {Frame} frame @returns {boolean}
 */
function hasArrived({ lastReceived, iterations, stream }) {
  return lastReceived === iterations || (stream.name === 'failed' && typeof stream.problem.iteration === 'number');
}
