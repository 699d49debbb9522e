// Of a recorded run whose file does not say how it was trained: what a panel tells of the lesson's
// rule is not what made it, and the panel says so before all else.

import { say } from '../../text/words.js';

/** @param {HTMLElement} panel @param {string} name of the panel @returns {View} */
export function createUntold(panel, name) {
  const notice = document.createElement('p');
  notice.className = 'notice';
  notice.textContent = say(`recording_untold_${name}`);
  panel.prepend(notice);
  return { render() {} };
}
