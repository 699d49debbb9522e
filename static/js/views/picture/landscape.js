// The landscape that a run goes down: its heights as contours, drawn when they are another's, and
// on them the way that the run took, which grows and shrinks with the playhead.

import { weightBeside } from '../../model/ghosts.js';
import { lengthUpTo, ticksOf } from '../../model/landscape.js';
import { hueOf } from '../../model/layers.js';
import * as numbers from '../../text/numbers.js';
import { landscapeWords } from '../../text/landscape.js';
import { weightName } from '../../text/words.js';
import { part, parts, rem, setAttributes, setClass, setHidden, setText, setVisible, translate } from '../shared/dom.js';
import { nameQuantity } from '../shared/pointing.js';
import { pool } from '../shared/pool.js';

const LIGHTEST = 0.1; // of the error's colour, where it is lowest; and where it is highest
const DARKEST = 0.7;
const MARGINS = { left: 28, right: 6, top: 6, bottom: 38 }; // for the axes' names, and the numbers below
const LETTER = 8; // pixels a character of a number takes, at most
const APART = 10; // between two numbers
const TICK = 16; // from the landscape's lower edge to its numbers' baseline
const BESIDE = 6; // and from its left edge to theirs

/**
 * @param {HTMLElement} region @param {Dispatch} dispatch
 * @param {(over: [number, number], place: (weights: [number, number]) => [number, number]) => import('../../model/landscape.js').Way} wayOver the run's way, as far as it has arrived
 * @returns {View}
 */
export function createLandscape(region, dispatch, wayOver) {
  const section = part(region, 'data-landscape');
  const picture = part(section, 'data-landscape-picture');
  const frames = parts(picture, 'data-landscape-box');
  const views = [heightsView(section), axesView(section), ghostsView(section), wayView(section, wayOver)];
  const [words, choice] = [wordsView(section), choiceView(section, dispatch)];
  /** @type {Frame | null} */
  let shown = null;
  /** @type {Box | null} */
  let box = null;
  /** @type {Landscape | null} for which there is that box, in a picture of this size */
  let measured = null;

  const draw = () => {
    if (!shown?.landscape) return;
    const { landscape } = shown;
    if (landscape !== measured) box = boxIn(picture, landscape.y);
    measured = landscape;
    if (!box) return;
    const { left, right, top, bottom } = box;
    frames.forEach((frame) => setAttributes(frame, { x: left, y: top, width: right - left, height: bottom - top }));
    for (const view of views) view(shown, landscape, box);
  };
  new ResizeObserver(() => { measured = null; draw(); }).observe(picture);
  return {
    render(frame) {
      shown = frame;
      if (frame.lens !== 'landscape') return;
      choice(frame);
      words(frame);
      setHidden(picture, !frame.landscape);
      draw();
    },
  };
}

/** @typedef {{left: number, right: number, top: number, bottom: number, unit: number}} Box where in the picture the landscape lies, in pixels */

/** @param {HTMLElement} picture @param {[number, number]} up the range of the numbers beside it @returns {Box | null} null where there is no room at all */
function boxIn({ clientWidth, clientHeight }, up) {
  const unit = rem() / 16;
  const widest = Math.max(...ticksOf(up).map((tick) => brief(tick).length));
  const box = {
    left: (MARGINS.left + LETTER * widest) * unit, right: clientWidth - MARGINS.right * unit,
    top: MARGINS.top * unit, bottom: clientHeight - MARGINS.bottom * unit, unit,
  };
  return box.right > box.left && box.bottom > box.top ? box : null;
}

/** @typedef {(frame: Frame, landscape: Landscape, box: Box) => void} Part of the picture */

/** @returns {(...parts: unknown[]) => boolean} whether any of what something rests on is another than the last time */
function changes() {
  /** @type {unknown[]} */
  let before = [];
  return (...parts) => {
    const isNew = parts.some((part, i) => part !== before[i]) || !before.length;
    before = parts;
    return isNew;
  };
}

/** @param {Landscape} landscape @param {Box} box @returns {(weights: [number, number]) => [number, number]} */
function placing({ x, y }, { left, right, top, bottom }) {
  return ([along, up]) => [
    left + ((along - x[0]) / (x[1] - x[0])) * (right - left),
    bottom - ((up - y[0]) / (y[1] - y[0])) * (bottom - top),
  ];
}

const MANY = 1e5; // beyond, powers of ten are shorter

/** @param {number} value @returns {string} beside an axis */
const brief = (value) => (Math.abs(value) < MANY ? numbers.short(value) : numbers.signed(value));

/** @param {number} value @returns {string} as precise as it can be seen */
const written = (value) => value.toFixed(1);

/** @param {HTMLElement} section @returns {Part} */
function heightsView(section) {
  const layer = part(section, 'data-heights');
  const heights = pool(layer, 'path', {});
  const isNew = changes();
  return (_, landscape, box) => {
    if (!isNew(landscape, box)) return;
    const place = placing(landscape, box);
    const { contours } = landscape;
    // Each lets some of what lies under it through: the lower, the lighter.
    const through = contours.length ? (LIGHTEST / DARKEST) ** (1 / contours.length) : 1;
    setAttributes(layer, { 'fill-opacity': 1 - through });
    setClass(section, 'flat', !contours.length);
    heights(contours.length).forEach((path, i) => {
      const rings = contours[i].polygons.flat();
      const d = rings.map((ring) => `M${ring.map((point) => place(/** @type {[number, number]} */ (point)).map(written).join()).join('L')}Z`).join('');
      setAttributes(path, { d, class: 'height' });
    });
  };
}

/** @param {HTMLElement} section @returns {Part} */
function axesView(section) {
  const names = ['data-along-name', 'data-up-name'].map((hook) => part(section, hook));
  const [along, up] = ['data-along-ticks', 'data-up-ticks'].map((hook) => pool(part(section, hook), 'text', {}));
  const isNew = changes();
  return (frame, landscape, box) => {
    if (!isNew(landscape, box)) return;
    const { left, right, top, bottom, unit } = box;
    const place = placing(landscape, box);
    let end = -Infinity; // of the number before
    const across = ticksOf(landscape.x).filter((tick) => {
      const [at, half] = [place([tick, 0])[0], (LETTER * unit * brief(tick).length) / 2];
      const isFree = at - half > end;
      if (isFree) end = at + half + APART * unit;
      return isFree;
    });
    along(across.length).forEach((tick, i) => {
      setAttributes(tick, { x: place([across[i], 0])[0], y: bottom + TICK * unit, class: 'tick along' });
      setText(tick, brief(across[i]));
    });
    const upwards = ticksOf(landscape.y);
    up(upwards.length).forEach((tick, i) => {
      setAttributes(tick, { x: left - BESIDE * unit, y: place([0, upwards[i]])[1] + 4 * unit, class: 'tick up' });
      setText(tick, brief(upwards[i]));
    });
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
    const places = [translate(middle.x, bottom + 33 * unit), `${translate(12 * unit, middle.y)} rotate(-90)`];
    names.forEach((text, i) => {
      const weight = landscape.over[i];
      setText(text, weightName(frame, weight));
      setAttributes(text, { class: `axis-name hue-${hueOf(frame.run, weight)}`, transform: places[i] });
      nameQuantity(text, `weight:${weight}`);
    });
  };
}

/** @param {HTMLElement} section @returns {Part} where the runs beside are, as far as they are in sight */
function ghostsView(section) {
  const points = pool(part(section, 'data-landscape-ghosts'), 'circle', { r: 4.5 });
  return ({ run, ghosts }, landscape, box) => {
    const place = placing(landscape, box);
    const { over: [along, up], x, y } = landscape;
    const seen = ghosts.filter(({ begun }) => begun).flatMap(({ number, run: other, weights }) => {
      const [across, upwards] = [along, up].map((weight) => weights[weightBeside(run, other, weight)] ?? NaN);
      const isIn = across >= x[0] && across <= x[1] && upwards >= y[0] && upwards <= y[1];
      return isIn ? [{ number, at: place([across, upwards]) }] : [];
    });
    points(seen.length).forEach((point, i) => {
      const { number, at: [left, top] } = seen[i];
      setAttributes(point, { class: `ghost beside-${number}`, transform: translate(left, top, box.unit) });
    });
  };
}

/**
 * @param {HTMLElement} section
 * @param {Parameters<typeof createLandscape>[2]} wayOver @returns {Part}
 */
function wayView(section, wayOver) {
  const [under, past, future] = ['data-way-under', 'data-way-past', 'data-way-future'].map((hook) => part(section, hook));
  const point = part(section, 'data-landscape-point');
  const start = part(section, 'data-landscape-start');
  /** @type {import('../../model/landscape.js').Way | null} */
  let way = null;
  const isNew = changes();
  return (frame, landscape, box) => {
    const place = placing(landscape, box);
    if (isNew(landscape, box, frame.lastReceived) || !way) {
      way = wayOver(landscape.over, place);
      const points = way.points.map((at) => at.map(written).join()).join(' ');
      [under, past, future].forEach((line) => setAttributes(line, { points }));
      setAttributes(start, { transform: translate(...way.points[0]) });
    }
    const [along, up] = landscape.over;
    const here = place([frame.weights[along], frame.weights[up]]);
    const walked = lengthUpTo(way, frame.index, frame.hand ? null : here);
    const known = Math.max(walked, lengthUpTo(way, frame.seenIndex));
    // Lengths that nothing has end a dash for good.
    [under, past].forEach((line) => setAttributes(line, { 'stroke-dasharray': `${written(walked)} 99999` }));
    setVisible(future, known > walked);
    setAttributes(future, { 'stroke-dasharray': `0 ${written(walked)} ${written(known - walked)} 99999` });
    setAttributes(point, { transform: translate(...here) });
  };
}

/** @param {HTMLElement} section @returns {(frame: Frame) => void} */
function wordsView(section) {
  const [says, note, summary] = ['data-landscape-says', 'data-landscape-note', 'data-landscape-summary'].map((hook) => part(section, hook));
  const isNew = changes();
  return (frame) => {
    const said = landscapeWords(frame);
    setText(says, said.says);
    // What does not move is not worked out for every frame.
    if (isNew(frame.landscape, frame.run)) setText(note, said.note());
    if (!frame.playing) setText(summary, said.summary());
  };
}

/**
 * Which two weights it lies over, where there are more.
 * @param {HTMLElement} section @param {Dispatch} dispatch @returns {(frame: Frame) => void}
 */
function choiceView(section, dispatch) {
  const choice = part(section, 'data-over');
  const selects = /** @type {HTMLSelectElement[]} */ (['data-along', 'data-up'].map((hook) => part(choice, hook)));
  const isNew = changes();
  selects.forEach((select) => select.addEventListener('change', () => {
    dispatch({ type: 'over', over: [selects[0].selectedIndex, selects[1].selectedIndex] });
  }));
  return ({ over, names, weights }) => {
    if (isNew(names)) {
      setHidden(choice, weights.length < 3);
      selects.forEach((select) => select.replaceChildren(...weights.map((_, i) => new Option(weightName({ names }, i)))));
    }
    selects.forEach((select, i) => { if (select.selectedIndex !== over[i]) select.selectedIndex = over[i]; });
  };
}
