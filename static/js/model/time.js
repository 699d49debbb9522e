// The axis of the iterations: where each stands on it. A logarithmic axis has no place for 0,
// so iteration n stands at n + 1, on every chart and in every overlay. Pure.

const ZERO = 1;

/** @param {number} iteration @returns {number} its place on the axis */
export const timeOf = (iteration) => iteration + ZERO;

/** @param {number} time a place on the axis @returns {number} the iteration nearest to it */
export const iterationAt = (time) => Math.round(time - ZERO);
