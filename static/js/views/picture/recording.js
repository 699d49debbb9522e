// That the run on screen comes from a file: which, what of it was worked out here, and how to
// leave it; and what is wrong with a file that could not be shown.

import { recordingSays } from '../../text/words.js';
import { part, parts, setHidden, setText } from '../shared/dom.js';

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {View} */
export function createRecording(region, dispatch) {
  const recording = part(region, 'data-recording');
  const text = part(region, 'data-recording-text');
  const refused = part(region, 'data-refused');
  const why = part(region, 'data-refused-text');
  part(region, 'data-refused-noted').addEventListener('click', () => dispatch({ type: 'refused', text: null }));
  return {
    render(frame) {
      setHidden(recording, !frame.run.recorded);
      parts(region, 'data-own-run').forEach((notice) => setHidden(notice, Boolean(frame.run.recorded)));
      if (frame.run.recorded) setText(text, recordingSays(frame.run.recorded));
      setHidden(refused, frame.refused === null);
      setText(why, frame.refused ?? '');
    },
  };
}
