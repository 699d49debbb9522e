// What went wrong and what to do: a broken connection, a failed run, a fault of the page;
// and that a run began anew, until one says that one knows.

import { trouble } from '../../text/words.js';
import { part, setHidden, setText } from './dom.js';

/** @param {HTMLElement} region @param {() => void} retry @param {Dispatch} dispatch @returns {View} */
export function createTrouble(region, retry, dispatch) {
  const text = part(region, 'data-trouble-text');
  const button = part(region, 'data-retry');
  const noted = part(region, 'data-noted');
  button.addEventListener('click', retry);
  noted.addEventListener('click', () => dispatch({ type: 'noted' }));
  return {
    render(frame) {
      const found = trouble(frame);
      setHidden(region, found === null);
      setHidden(button, !found?.canRetry);
      setHidden(noted, !found?.canNote);
      if (found) setText(text, found.text);
    },
  };
}
