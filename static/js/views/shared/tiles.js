// The sixteen squares of the atlas: their corners filled by what is said there and ringed where
// that is wrong, the lines of their neurons, their error as a bar. Moves what the server drew, and
// writes only what changed: all of it moves at once.

import { CORNERS, isRight, linesOf, rightOf } from '../../model/atlas.js';
import { shortName, tileSays } from '../../text/atlas.js';
import { part, parts, setAttributes, setClass, setText, setVisible } from './dom.js';
import { SQUARE, squarePath } from './paths.js';

const BAR = 62.5; // how far down it stands
const SURE = 4; // surer than a quarter somewhere, its line is drawn in full, as in the cut
const WORST = 0.5; // the error of one who shrugs fills the bar

/** @typedef {import('../../runs/atlas.js').Atlas} Atlas */
/** @typedef {ReturnType<typeof tileOf>} Tile */

/** @param {HTMLElement} element @returns what moves in one square */
function tileOf(element) {
  const label = element.dataset.atlasTile ?? '';
  setText(part(element, 'data-atlas-name'), shortName(label));
  return {
    element, label,
    dots: parts(element, 'data-atlas-dot'), rings: parts(element, 'data-atlas-wrong'),
    lines: parts(element, 'data-atlas-line'), error: part(element, 'data-atlas-error'),
  };
}

/** @param {HTMLElement} root @param {number} clear */
export function createTiles(root, clear) {
  const tiles = parts(root, 'data-atlas-tile').map(tileOf);

  /** @param {Tile} tile @param {Atlas} atlas @param {number} index of a snapshot */
  const draw = ({ label, element, dots, rings, lines, error }, atlas, index) => {
    const own = atlas.labels.indexOf(label);
    const outputs = atlas.outputsAt(index);
    const from = own * CORNERS.length;
    let sureness = 0; // one that says one half everywhere has no line to speak of
    dots.forEach((dot, corner) => {
      const output = outputs[from + corner];
      sureness = Math.max(sureness, SURE * Math.abs(output - 0.5));
      setAttributes(dot, { 'fill-opacity': Number.isNaN(output) ? 0 : output });
      setVisible(rings[corner], !isRight(label, corner, output, clear));
    });
    const drawn = linesOf(atlas.weightsAt(index), own * atlas.weightsEach, atlas.hidden, atlas.isWithThreshold);
    const strength = atlas.hidden ? 1 : Math.min(1, sureness);
    lines.forEach((line, i) => setAttributes(line, { d: squarePath(drawn[i] ?? []), 'stroke-opacity': strength }));
    const wrong = Math.min(1, (atlas.errorAt(index)[own] || 0) / WORST);
    setAttributes(error, { d: `M${SQUARE.least} ${BAR}h${(SQUARE.size * wrong).toFixed(1)}` });
    setClass(element, 'learned', rightOf(label, outputs, from, clear) === CORNERS.length);
  };

  return {
    /** @param {Atlas} atlas @param {number} index */
    draw(atlas, index) {
      setClass(root, 'of-one', atlas.hidden === 0);
      tiles.forEach((tile) => draw(tile, atlas, index));
    },
    /** What those hear who do not see it: only at rest, and which one is the run on screen. @param {Atlas | null} atlas @param {number} index @param {string | null} here */
    tell(atlas, index, here) {
      tiles.forEach(({ element, label }) => {
        const own = atlas?.labels.indexOf(label) ?? -1;
        const right = atlas && own >= 0 ? rightOf(label, atlas.outputsAt(index), own * CORNERS.length, clear) : 0;
        const isHere = label === here;
        setAttributes(element, {
          'aria-label': atlas ? tileSays(label, right, isHere) : shortName(label),
          'aria-disabled': String(!atlas),
          'aria-current': String(isHere),
        });
      });
    },
    /** @param {(label: string) => void} act */
    onChoice(act) {
      tiles.forEach(({ element, label }) => element.addEventListener('click', () => {
        if (element.ariaDisabled !== 'true') act(label);
      }));
    },
  };
}
