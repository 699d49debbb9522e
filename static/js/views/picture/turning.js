// Turning the cut: by dragging, or by keys where it has the focus. It never turns by itself. Digits
// switch the inputs, so that one walks along the edges.

import { DEFAULT_TURN } from '../../model/projection.js';
import { turned } from '../../text/words.js';
import { setAttributes, setClass } from '../shared/dom.js';
import { partAt } from '../shared/pointing.js';

const DRAGGED = 0.01; // radians a pixel
const DEAD = 4; // pixels before a press becomes a drag
const STEP = Math.PI / 24;
/** @type {Record<string, [number, number]>} */
const KEYS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

/** @param {HTMLElement} region @param {Dispatch} dispatch @returns {View} */
export function createTurning(region, dispatch) {
  const handle = /** @type {HTMLElement | null} */ (region.querySelector('[data-handle]'));
  /** @type {Frame | null} */
  let shown = null;
  /** @type {() => [number, number]} */
  const turnNow = () => shown?.looked.turn ?? DEFAULT_TURN;
  if (handle) {
    listenToDrag(handle, turnNow, dispatch);
    listenToKeys(handle, dispatch, () => shown?.shownInputs.length ?? 0);
    handle.addEventListener('dblclick', ({ target }) => {
      // Two quick clicks on corners ask about both.
      if (!partAt(target)) dispatch({ type: 'turn', turn: DEFAULT_TURN });
    });
  }
  return {
    render(frame) {
      shown = frame;
      if (handle) describe(handle, frame.looked.turn);
    },
  };
}

/** @param {Element} handle @param {[number, number]} turn */
function describe(handle, turn) {
  const [yaw, pitch] = turn.map((angle) => Math.round(angle * 180 / Math.PI));
  setAttributes(handle, { 'aria-valuenow': String(yaw), 'aria-valuetext': turned(yaw, pitch) });
}

/** @param {HTMLElement} handle @param {() => [number, number]} turnNow @param {Dispatch} dispatch */
function listenToDrag(handle, turnNow, dispatch) {
  /** @type {{x: number, y: number, turn: [number, number], moved: boolean} | null} */
  let drag = null;
  const leave = () => { drag = null; setClass(handle, 'turning', false); };
  handle.addEventListener('pointerdown', ({ button, clientX, clientY }) => {
    if (button === 0) drag = { x: clientX, y: clientY, turn: turnNow(), moved: false };
  });
  handle.addEventListener('pointermove', ({ pointerId, clientX, clientY, buttons }) => {
    if (!buttons) leave(); // let go of where nothing was heard of it
    if (!drag) return;
    const [right, down] = [clientX - drag.x, clientY - drag.y];
    if (!drag.moved && Math.hypot(right, down) <= DEAD) return;
    // Only now: a press that is no drag stays a click on what it meets.
    if (!drag.moved) handle.setPointerCapture(pointerId);
    drag.moved = true;
    setClass(handle, 'turning', true);
    dispatch({ type: 'turn', turn: [drag.turn[0] + right * DRAGGED, drag.turn[1] + down * DRAGGED] });
  });
  handle.addEventListener('pointerup', leave);
  handle.addEventListener('pointercancel', leave);
  handle.addEventListener('lostpointercapture', leave);
}

/**
 * @param {HTMLElement} handle @param {Dispatch} dispatch @param {() => number} inputs how many there are
 */
function listenToKeys(handle, dispatch, inputs) {
  handle.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const message = messageFor(event.key, inputs());
    if (!message) return;
    event.preventDefault();
    dispatch(message);
  });
}

/** @param {string} key @param {number} inputs @returns {Message | null} */
function messageFor(key, inputs) {
  if (key === 'Home') return { type: 'turn', turn: DEFAULT_TURN };
  if (key in KEYS) return { type: 'turn-by', by: KEYS[key] };
  return /^[1-9]$/.test(key) && Number(key) <= inputs ? { type: 'switch-input', input: Number(key) - 1 } : null;
}
