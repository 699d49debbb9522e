// The core's own figures for the snapshot on screen, asked for while the page is paused.

const LARGEST_WEIGHT = 1e12; // the server takes none beyond it (`webapp/runs/config.py`)

/**
 * @param {string} api the address of `/api/run` @param {Run} run
 * @param {number[]} weights @param {number[]} inputs
 * @returns {Promise<Exact | null>} null where the server has no answer
 */
export async function fetchExact(api, run, weights, inputs) {
  if (weights.some((weight) => Math.abs(weight) > LARGEST_WEIGHT)) return null;
  const root = api.replace(/\/run$/, '');
  const query = run.links.events.split('?')[1];
  const fields = `${query ? `${query}&` : ''}weights=${weights.map(written).join(',')}`;
  const situation = run.config.situation.join(',');
  const [step, shown, situated] = await Promise.all([
    fetchJson(`${root}/step?${fields}`),
    fetchJson(`${root}/predict?${fields}&inputs=${inputs.join(',')}`),
    fetchJson(`${root}/predict?${fields}&inputs=${situation}`),
  ]);
  if (!step || !shown || !situated) return null;
  const { weighted_sums: weightedSums, ...others } = step;
  return {
    weights,
    inputs,
    step: { weightedSums, ...others },
    shownSum: shown.weighted_sum,
    shownOutput: shown.prediction,
    answer: situated.prediction,
  };
}

/** @param {number} value @returns {string} as the server's grammar reads it, without a plus sign */
const written = (value) => String(value).replace('e+', 'e');

/** @param {string} url @returns {Promise<any>} */
async function fetchJson(url) {
  try {
    const response = await fetch(url);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
