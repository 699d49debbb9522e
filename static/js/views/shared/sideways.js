// Dragging sideways over a part of the page that a finger may also scroll. A mouse drags at once.
// A finger must first say which way it goes: sideways it drags, up or down the page scrolls, and
// if it goes nowhere it was a tap.

const DECIDED = 6; // pixels

/**
 * @param {HTMLElement} area @param {Element} grip what holds the pointer during a drag
 * @param {{isOwn: (target: EventTarget | null) => boolean, drag: (event: PointerEvent) => void, tap: (event: PointerEvent) => void}} hear
 * `isOwn`: whether a part is for clicking, so that a mouse on it has to decide as a finger does
 */
export function listenSideways(area, grip, { isOwn, drag, tap }) {
  /** @type {{pointer: number, x: number, y: number} | null} */
  let undecided = null;
  let dragging = -1;

  /** @param {PointerEvent} event */
  const begin = (event) => {
    undecided = null;
    dragging = event.pointerId;
    grip.setPointerCapture(event.pointerId);
    drag(event);
  };
  /** @param {PointerEvent} event */
  const decide = (event) => {
    const [across, along] = [event.clientX - (undecided?.x ?? 0), event.clientY - (undecided?.y ?? 0)].map(Math.abs);
    if (Math.max(across, along) < DECIDED) return;
    if (across > along) begin(event);
    else undecided = null;
  };
  area.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    if (event.pointerType === 'mouse' && !isOwn(event.target)) begin(event);
    else undecided = { pointer: event.pointerId, x: event.clientX, y: event.clientY };
  });
  area.addEventListener('pointermove', (event) => {
    if (dragging === event.pointerId) drag(event);
    else if (undecided?.pointer === event.pointerId) decide(event);
  });
  area.addEventListener('pointerup', (event) => {
    if (undecided?.pointer === event.pointerId) tap(event);
    undecided = null;
    dragging = -1;
  });
  area.addEventListener('pointercancel', () => { undecided = null; dragging = -1; });
}
