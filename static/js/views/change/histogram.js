// What all lives answer at the playhead: how many in each part between 0 and 1, and in words.

import { BINS, binsOf, lifeOf, ownLife } from '../../model/lives.js';
import * as numbers from '../../text/numbers.js';
import { livesSummary } from '../../text/lives.js';
import { part, setAttributes, setStyle, setText, setVisible } from '../shared/dom.js';
import { pool } from '../shared/pool.js';

const [WIDTH, HEIGHT] = [200, 60]; // of the picture in which they stand
const APART = 1;

/**
 * @param {HTMLElement} panel @param {() => import('../../runs/lives.js').Lives | null} livesNow
 * @param {import('./lives.js').Choice} choice @returns {View}
 */
export function createHistogram(panel, livesNow, choice) {
  const bars = pool(part(panel, 'data-bins'), 'rect', { width: WIDTH / BINS - 2 * APART })(BINS);
  const most = part(panel, 'data-most-lives');
  const own = part(panel, 'data-own-answer');
  const summary = part(panel, 'data-lives-summary');
  bars.forEach((bar, i) => setAttributes(bar, { x: (i * WIDTH) / BINS + APART }));
  let drawn = '';
  return {
    render(frame) {
      const lives = livesNow();
      if (frame.tab !== 'change' || !lives?.count || frame.iteration === undefined) return;
      const index = lives.indexOf(frame.position);
      const life = lifeOf(lives.seeds, choice.seed(), ownLife(frame.config, lives.range));
      const name = `${lives.version} ${frame.run.links.page} ${index} ${life} ${lives.seeds[0]} ${frame.playing || frame.iteration}`;
      if (name === drawn) return;
      drawn = name;
      const predictions = lives.at(lives.prediction, index);
      const bins = binsOf(predictions);
      const highest = Math.max(1, ...bins);
      bars.forEach((bar, i) => setAttributes(bar, { y: HEIGHT * (1 - bins[i] / highest), height: (HEIGHT * bins[i]) / highest }));
      setText(most, numbers.count(highest));
      setStyle(most, 'transform', `translateX(${(100 * (bins.indexOf(highest) + 0.5)) / BINS}%)`);
      setVisible(own, predictions[life] >= 0);
      if (predictions[life] >= 0) setAttributes(own, { transform: `translate(${(predictions[life] * WIDTH).toFixed(2)} 0)` });
      setText(summary, livesSummary(frame, lives.iteration[index], predictions));
    },
  };
}
