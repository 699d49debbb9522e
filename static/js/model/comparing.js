// Comparisons of one click: which other runs to put beside one. Pure.

/** @typedef {'rule' | 'threshold' | 'rate'} Comparison */

const RATES = [1, 10, 100];

/** @type {Record<Comparison, (config: Configuration) => Record<string, string | null>[]>} */
const OTHERS = {
  rule: ({ rule }) => [{ rule: rule === 'cross-entropy' ? null : 'cross-entropy' }],
  threshold: ({ threshold, start }) => [{
    threshold: threshold === 'on' ? null : 'on',
    ...(start ? { start: (threshold === 'on' ? start.slice(0, -1) : [...start, 0]).map((weight) => String(weight).replace('e+', 'e')).join(',') } : {}),
  }],
  rate: ({ rate }) => RATES.filter((other) => other !== rate).map((other) => ({ rate: String(other) })),
};

/**
 * @param {Comparison} comparison @param {Configuration} config of the run on screen
 * @returns {Record<string, string | null>[]} what each of the others has instead, as fields of its query
 */
export const othersIn = (comparison, config) => OTHERS[comparison](config);
