// How thick a weight's connection is, and how its sign shows: as the server draws it first.

/**
 * @param {number} weight @param {Settings['stroke']} stroke @returns {number}
 */
export const strokeWidth = (weight, { thinnest, growth, half }) => (
  thinnest + growth * (Math.abs(weight) / (Math.abs(weight) + half))
);

export const SHARES = 4; // shares of blame are drawn so much larger than errors, to be seen at all
const THIN = { thinnest: 0.75, growth: 3 }; // as `webapp/picture/wiring.py` has it

/** @param {number} weight @param {Settings['stroke']} stroke @returns {number} of a wire between small neurons */
export const thinWidth = (weight, { half }) => strokeWidth(weight, { ...THIN, half });

/** @param {number} width @returns {string} dashes that are seen as such at every thickness */
export const dashesOf = (width) => `${Math.round(Math.max(5, width * 0.9))} ${Math.round(Math.max(4, width * 0.6))}`;
