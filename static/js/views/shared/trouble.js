// What went wrong and what to do: a broken connection, a failed run, a fault of the page.

import { trouble } from '../../text/words.js';
import { part, setHidden, setText } from './dom.js';

/** @param {HTMLElement} region @param {() => void} retry @returns {View} */
export function createTrouble(region, retry) {
  const text = part(region, 'data-trouble-text');
  const button = part(region, 'data-retry');
  button.addEventListener('click', retry);
  return {
    render(frame) {
      const found = trouble(frame);
      setHidden(region, found === null);
      setHidden(button, !found?.canRetry);
      if (found) setText(text, found.text);
    },
  };
}
