// Plotly: its loading, and one way to draw. The only module that touches it. Figures come from
// the server (`webapp/picture/figures.py`); the charts' modules beside this fill in numbers.

const CONFIG = { displayModeBar: false, responsive: false, doubleClick: false, scrollZoom: false };
export const FARTHEST = 1e300; // beyond, an axis itself would overflow
/** @type {Promise<void> | null} */
let loading = null;

/**
 * Have the library evaluated, once however often it is asked for; again where that failed.
 * @param {string} url @returns {Promise<void>}
 */
export function loadPlotly(url) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => {
      loading = null;
      reject(new Error('the charts’ library did not load'));
    };
    document.head.append(script);
  });
  return loading;
}

/** @returns {number} pixels that a sixteenth of the root's font size takes: 1 on an ordinary screen */
export const unit = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

/** @param {HTMLElement} chart @returns {Figure} a fresh copy, fit for the page */
export function figureOf(chart) {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const figure = JSON.parse(chart.dataset.figure ?? '')[dark ? 'dark' : 'light'];
  const { layout } = figure;
  for (const side of Object.keys(layout.margin)) layout.margin[side] *= unit();
  const fonts = [layout.font, layout.hoverlabel.font, layout.xaxis.title?.font];
  fonts.filter(Boolean).forEach((font) => { font.size *= unit(); });
  layout.width = chart.clientWidth;
  layout.height = chart.clientHeight;
  return figure;
}

/**
 * Draw a figure and hand out the axes' own transforms.
 * @param {HTMLElement} chart @param {Figure} figure
 * @param {string} [strip] the axis of a strip under the upper one @returns {Promise<Axes>}
 */
export async function draw(chart, { data, layout }, strip) {
  const plot = /** @type {HTMLElement} */ (chart.querySelector('[data-plot]'));
  return axesOf(await Plotly.react(plot, data, layout, CONFIG), strip);
}

/** @param {PlotlyElement} root @param {string} [strip] @returns {Axes} */
function axesOf(root, strip) {
  const { xaxis, yaxis } = root._fullLayout;
  const low = strip ? root._fullLayout[strip] : null;
  return {
    unit: unit(),
    width: root._fullLayout.width,
    left: xaxis._offset,
    right: xaxis._offset + xaxis._length,
    top: yaxis._offset,
    bottom: yaxis._offset + yaxis._length,
    x: (value) => xaxis._offset + xaxis.d2p(Math.max(-FARTHEST, Math.min(FARTHEST, value))),
    y: (value) => yaxis._offset + yaxis.d2p(value),
    fromX: (pixel) => xaxis.p2d(pixel - xaxis._offset),
    grid: (yaxis._vals ?? []).map(({ x }) => yaxis._offset + yaxis.d2p(x)),
    strip: low && {
      top: low._offset,
      bottom: low._offset + low._length,
      y: (value) => low._offset + low.d2p(value),
    },
  };
}
