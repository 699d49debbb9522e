// When charts are drawn: as snapshots arrive, when the scale, the colour scheme or the size
// changes. One drawing at a time; what moves over a chart learns its new axes. A chart that
// could not be drawn says so, and is tried again at the next occasion; the others are drawn.

const PATIENCE = 400; // milliseconds between drawings while a long run arrives

/**
 * @typedef {object} Chart one chart of a picture
 * @property {HTMLElement} element
 * @property {() => string} basis all that its drawing depends on, but for size and colours; empty: not now
 * @property {() => Promise<Axes>} draw
 * @property {(axes: Axes) => void} onDrawn
 * @property {(failed: boolean) => void} onTrouble
 */

/**
 * @returns {{add: (chart: Chart) => void, start: () => void, request: () => void,
 *   requestSoon: () => void, letGo: () => void}}
 * nothing is drawn before the start, when Plotly is there; then at once, or after some patience
 */
export function createDrawing() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  /** @type {Map<Chart, string>} what each was drawn from */
  const charts = new Map();
  let started = false;
  let wanted = false;
  let drawing = false;
  let timer = 0;

  const request = () => { wanted = true; if (started && !drawing) void drawAll(); };
  const drawAll = async () => {
    drawing = true;
    while (wanted && started) {
      wanted = false;
      for (const [chart, drawn] of charts) {
        const basis = basisOf(chart, dark.matches);
        if (basis && basis !== drawn) charts.set(chart, await attempt(chart) ? basis : '');
      }
      await nextFrame(); // what was drawn is seen before it is drawn anew
    }
    drawing = false;
  };

  const observer = new ResizeObserver(request);
  dark.addEventListener('change', request);
  return {
    add(chart) { charts.set(chart, ''); observer.observe(chart.element); request(); },
    start() { started = true; request(); },
    request,
    requestSoon() {
      if (!timer) timer = setTimeout(() => { timer = 0; request(); }, PATIENCE);
    },
    letGo() {
      started = false;
      clearTimeout(timer);
      observer.disconnect();
      dark.removeEventListener('change', request);
    },
  };
}

/** @returns {Promise<void>} when the browser has painted once more */
const nextFrame = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });

/** @param {Chart} chart @param {boolean} dark @returns {string} empty where it can't be drawn now */
function basisOf({ element, basis }, dark) {
  const [width, height] = [element.clientWidth, element.clientHeight];
  const own = width && height ? basis() : '';
  return own && [own, dark, width, height].join();
}

/** @param {Chart} chart @returns {Promise<boolean>} whether it was drawn */
async function attempt(chart) {
  try {
    chart.onDrawn(await chart.draw());
    chart.onTrouble(false);
    return true;
  } catch {
    chart.onTrouble(true);
    return false;
  }
}
