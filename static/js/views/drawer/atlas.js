// The atlas on a page of the story: who learns, from which seed, and a small player of its own for
// all sixteen. What one chose there stays when another run takes the page's place. How the squares
// are drawn is `shared/tiles.js`'s.

import { examplesOf, iterationAtShare, labelOf, learnedOf } from '../../model/atlas.js';
import { atlasNote, seedSays, summary, summaryInMotion, wayAt } from '../../text/atlas.js';
import { say } from '../../text/words.js';
import { part, parts, setAttributes, setText } from '../shared/dom.js';
import { createTiles } from '../shared/tiles.js';

const CHAPTER = 'sixteen';
const WHOLE = 1000; // the slider's end
const SECONDS = 8; // that all of the way takes
const JUMPS = 8; // that stand in for it where nothing is to move by itself

/** @typedef {import('../../runs/atlas.js').Atlas} Atlas */
/** @typedef {import('../../state/sixteen.js').Sixteen} Sixteen */

/**
 * @param {HTMLElement} panel @param {Dispatch} dispatch @param {Change} change
 * @param {import('../../runs/many.js').Many<Atlas>} followed
 * @param {Sixteen} sixteen what one chose @returns {View}
 */
export function createAtlas(panel, dispatch, change, followed, sixteen) {
  const root = part(panel, 'data-atlas');
  const { fields, clear } = JSON.parse(root.dataset.atlas ?? '');
  const says = part(root, 'data-atlas-says');
  const tiles = createTiles(root, clear);
  const player = createWay(root, sixteen, () => { draw(); if (!sixteen.playing) rest(); });
  const choices = createChoices(root, sixteen, () => shown && render(shown));
  /** @type {Frame | null} */
  let shown = null;

  const indexNow = (/** @type {Atlas} */ atlas) => atlas.indexOf(iterationAtShare(sixteen.share, atlas.iterations));

  /** @type {Atlas | null} what is seen: others may have been asked for since */
  let drawn = null;

  /** Cheap: sixty times a second. */
  function draw() {
    const atlas = followed.all();
    if (!atlas?.count) return;
    drawn = atlas;
    const index = indexNow(atlas);
    tiles.draw(atlas, index);
    player.show(iterationAtShare(sixteen.share, atlas.iterations));
    if (sixteen.playing) setText(says, summaryInMotion(learnedOf(atlas.labels, atlas.outputsAt(index), clear)));
  }

  /** What is said of it once it stands still. */
  function rest() {
    const atlas = followed.all();
    const here = shown && sixteen.isHere(shown.config) ? labelOf(shown.config) : null;
    tiles.tell(atlas?.count ? atlas : null, atlas ? indexNow(atlas) : 0, here);
    if (!atlas?.count || followed.standing() === 'failed') setText(says, atlasNote(followed.standing(), followed.problem()));
    else if (!sixteen.playing) setText(says, summary(learnedOf(atlas.labels, atlas.outputsAt(indexNow(atlas)), clear)));
  }

  tiles.onChoice(async (label) => {
    const atlas = drawn;
    if (!atlas) return;
    sixteen.stay(atlas);
    const at = iterationAtShare(sixteen.share, atlas.iterations);
    const wanted = { ...fields, examples: examplesOf(label), hidden: String(atlas.hidden), seed: String(atlas.seed) };
    const problem = await change(wanted, { branch: false, look: { at, between: at, playing: false } });
    if (problem && !problem.superseded) setText(says, problem.detail || say('change_unreachable'));
  });

  /** Those that came whole are known from then on, and the next ones are asked for. @param {Atlas} atlas */
  function finished(atlas) {
    const { learned } = learnedOf(atlas.labels, atlas.outputsAt(atlas.count - 1), clear);
    const isNews = sixteen.know(atlas, learned);
    if (isNews && shown) dispatch({ type: 'told', text: seedSays(atlas.seed, learned) });
  }

  /** @type {unknown[]} */
  let told = [];
  /** @param {Frame} frame */
  function render(frame) {
    shown = frame;
    const isOpen = frame.tab === 'story' && frame.chapter === CHAPTER;
    player.turn(isOpen, frame.still);
    if (!isOpen) return;
    followed.want(sixteen.address);
    const atlas = followed.all();
    if (atlas && followed.standing() === 'finished') finished(atlas);
    if (atlas?.count && sixteen.begin(atlas, frame.still)) player.go();
    const basis = [atlas, atlas?.version, followed.standing(), frame.run, sixteen.playing, sixteen.version];
    if (basis.every((each, i) => each === told[i])) return;
    told = basis;
    choices.show();
    draw();
    rest();
  }
  return { render };
}

/**
 * Who learns, and from which seed.
 * @param {HTMLElement} root @param {Sixteen} sixteen @param {() => void} onChange @returns {{show: () => void}}
 */
function createChoices(root, sixteen, onChange) {
  const layers = /** @type {HTMLInputElement[]} */ (parts(root, 'data-atlas-hidden'));
  const seeds = parts(root, 'data-atlas-seed').map((button) => ({
    button, seed: Number(button.dataset.atlasSeed), known: part(button, 'data-atlas-known'),
  }));
  layers.forEach((layer) => layer.addEventListener('change', () => {
    sixteen.choose({ hidden: Number(layer.value) });
    onChange();
  }));
  seeds.forEach(({ button, seed }) => button.addEventListener('click', () => {
    sixteen.choose({ seed });
    onChange();
  }));
  part(root, 'data-atlas-all').addEventListener('click', () => {
    sixteen.tryAll(seeds.map(({ seed }) => seed));
    onChange();
  });
  return {
    show() {
      layers.forEach((layer) => {
        const isChosen = Number(layer.value) === sixteen.hidden;
        if (layer.checked !== isChosen) layer.checked = isChosen;
      });
      seeds.forEach(({ button, seed, known }) => {
        const learned = sixteen.learnedFrom(seed);
        setAttributes(button, { 'aria-pressed': String(seed === sixteen.seed), 'aria-label': seedSays(seed, learned) });
        setText(known, learned === undefined ? '' : String(learned));
      });
    },
  };
}

/**
 * The small player: along the way evenly in the iterations' logarithm, and only while it is seen.
 * @param {HTMLElement} root @param {Sixteen} sixteen @param {() => void} onMove
 */
function createWay(root, sixteen, onMove) {
  const button = part(root, 'data-atlas-play');
  const way = /** @type {HTMLInputElement} */ (part(root, 'data-atlas-way'));
  const at = part(root, 'data-atlas-at');
  const { play = '', pause = '' } = button.dataset;
  let [isOpen, isSeen, still, running, last] = [false, true, false, false, 0];

  /** @param {number} now */
  const move = (now) => {
    running = sixteen.playing && isOpen && isSeen && root.isConnected;
    if (!running) return;
    requestAnimationFrame(move);
    const share = (now - last) / 1000 / SECONDS;
    if (still && share < 1 / JUMPS) return;
    last = now;
    sixteen.advance(still ? 1 / JUMPS : Math.min(share, 1 / JUMPS));
    onMove();
  };
  const go = () => {
    if (running || !sixteen.playing) return;
    running = true;
    last = performance.now();
    requestAnimationFrame(move);
  };
  button.addEventListener('click', () => {
    sixteen.toggle();
    onMove();
    go();
  });
  way.addEventListener('input', () => {
    sixteen.seek(way.valueAsNumber / WHOLE);
    onMove();
  });
  new IntersectionObserver((changes) => {
    isSeen = changes[changes.length - 1].isIntersecting; // of several that come at once, as it is now
    if (isOpen) go();
  }).observe(root);
  return {
    go,
    /** @param {boolean} open @param {boolean} isStill */
    turn(open, isStill) {
      [isOpen, still] = [open, isStill];
      if (open) go();
    },
    /** @param {number} iteration */
    show(iteration) {
      const share = String(Math.round(sixteen.share * WHOLE));
      if (way.value !== share) way.value = share;
      setText(at, wayAt(iteration));
      setText(button, sixteen.playing ? '❚❚' : '▶');
      setAttributes(button, { 'aria-label': sixteen.playing ? pause : play });
      if (!sixteen.playing) setAttributes(way, { 'aria-valuetext': wayAt(iteration) });
    },
  };
}
