// From where on changes count: from the run's start, or as a branch from the playhead on.

import * as numbers from '../../text/numbers.js';
import { say } from '../../text/words.js';
import { part, parts, setText } from '../shared/dom.js';

/** @param {HTMLElement} panel @param {Dispatch} dispatch @returns {View} */
export function createBranching(panel, dispatch) {
  const choices = /** @type {HTMLInputElement[]} */ (parts(panel, 'data-branching-choice'));
  const here = part(panel, 'data-branching-here');
  choices.forEach((choice) => choice.addEventListener('change', () => {
    dispatch({ type: 'branching', branching: choice.value === 'on' });
  }));
  return {
    render({ branching, iteration, from }) {
      choices.forEach((choice) => {
        const isChosen = (choice.value === 'on') === branching;
        if (choice.checked !== isChosen) choice.checked = isChosen;
      });
      if (iteration !== undefined) setText(here, say('branch_from', { iteration: numbers.count(from + iteration) }));
    },
  };
}
