// Comparisons of one click: which other runs to put beside one. Pure.

import { weightsWith } from './branching.js';
import { writtenRow } from './written.js';

/** @typedef {'rule' | 'threshold' | 'rate'} Comparison */

const RATES = [1, 10, 100];

/** @type {Record<Comparison, (config: Configuration) => Record<string, string | null>[]>} */
const OTHERS = {
  rule: ({ rule }) => [{ rule: rule === 'cross-entropy' ? null : 'cross-entropy' }],
  threshold: (config) => {
    const { threshold, start } = config;
    const other = threshold === 'on' ? 'off' : 'on';
    return [{
      threshold: other === 'on' ? 'on' : null,
      ...(start ? { start: writtenRow(weightsWith(config, start, other)) } : {}),
    }];
  },
  rate: ({ rate }) => RATES.filter((other) => other !== rate).map((other) => ({ rate: String(other) })),
};

/**
 * @param {Comparison} comparison @param {Configuration} config of the run on screen
 * @returns {Record<string, string | null>[]} what each of the others has instead, as fields of its query
 */
export const othersIn = (comparison, config) => OTHERS[comparison](config);
