// What went wrong and what to do: a broken connection, a failed run, a fault of the page.

import { trouble } from '../../text/words.js';
import { part, setText } from './dom.js';

/** @param {HTMLElement} root @param {() => void} retry @returns {View} */
export function createTrouble(root, retry) {
  const box = part(root, 'data-trouble');
  const text = part(box, 'data-trouble-text');
  const button = part(box, 'data-retry');
  button.addEventListener('click', retry);
  return {
    render(frame) {
      const found = trouble(frame);
      box.hidden = found === null;
      button.hidden = !found?.canRetry;
      if (found) setText(text, found.text);
    },
  };
}
