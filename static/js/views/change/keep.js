// Keep and bring: the run as a file, the picture as a picture, the place as a link; and a file
// that is replayed in the run's place.

import { say } from '../../text/words.js';
import { part, parts, setHidden, setText } from '../shared/dom.js';
import { rasterOf, save } from '../shared/raster.js';
import { vectorOf } from '../shared/vector.js';

const CONFIRMED = 2000; // milliseconds

/**
 * @typedef {object} Keeping
 * @property {() => HTMLElement} picture to be kept as it looks now
 * @property {() => string} address of what one looks at
 * @property {(file: File) => void} bring shows a recorded run, or says what is wrong with it
 * @property {Dispatch} dispatch
 */

/** @param {HTMLElement} panel @param {Keeping} keeping @returns {View} */
export function createKeep(panel, keeping) {
  const region = part(panel, 'data-keep');
  const files = /** @type {HTMLAnchorElement[]} */ (parts(region, 'data-keep-file'));
  const [whole, replayed] = ['data-keep-whole', 'data-keep-replayed'].map((hook) => part(region, hook));
  const wrong = part(region, 'data-bring-wrong');
  /** @type {Frame | null} */
  let shown = null;
  /** @type {Run | null} */
  let run = null;

  parts(region, 'data-keep-picture').forEach((button) => button.addEventListener('click', () => {
    if (shown) void keepPicture(keeping.picture(), shown, button.dataset.keepPicture ?? '');
  }));
  listenToLink(region, keeping);
  listenToFiles(/** @type {HTMLInputElement} */ (part(region, 'data-bring')), keeping.bring);
  return {
    render(frame) {
      shown = frame;
      setHidden(wrong, frame.refused === null);
      setText(wrong, frame.refused ?? '');
      if (frame.run === run) return;
      ({ run } = frame);
      const { links, recorded } = run;
      files.forEach((link) => { link.href = links[/** @type {'json' | 'csv' | 'python'} */ (link.dataset.keepFile)]; });
      setHidden(whole, Boolean(recorded));
      setHidden(replayed, !recorded);
    },
  };
}

/** @param {HTMLElement} picture @param {Frame} frame @param {string} kind `svg` or `png` */
async function keepPicture(picture, { iteration }, kind) {
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper');
  const vector = vectorOf(picture, say('keep_picture_title', { iteration }), paper);
  const content = kind === 'png' ? await rasterOf(vector) : new Blob([vector.text], { type: 'image/svg+xml' });
  save(content, `nine-lines-iteration-${iteration}.${kind}`);
}

/** @param {HTMLElement} region @param {Keeping} keeping */
function listenToLink(region, { address, dispatch }) {
  const button = part(region, 'data-copy-link');
  const field = /** @type {HTMLInputElement} */ (part(region, 'data-link'));
  const name = button.textContent ?? '';
  let confirmed = 0;
  button.addEventListener('click', async () => {
    field.value = address();
    const copied = await navigator.clipboard?.writeText(field.value).then(() => true, () => false);
    // Where the browser gives no clipboard, as to a page that came without encryption, it is shown.
    setHidden(field, Boolean(copied));
    if (!copied) field.select();
    const outcome = say(copied ? 'keep_copied' : 'keep_selected');
    setText(button, outcome);
    dispatch({ type: 'told', text: outcome });
    clearTimeout(confirmed);
    confirmed = setTimeout(() => setText(button, name), CONFIRMED);
  });
}

/** @param {HTMLInputElement} input @param {(file: File) => void} bring */
function listenToFiles(input, bring) {
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) bring(file);
    input.value = ''; // the same file, mended, is another choice
  });
}
