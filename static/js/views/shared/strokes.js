// How thick a weight's connection is, and how its sign shows: as the server draws it first.

/**
 * @param {number} weight @param {Settings['stroke']} stroke @returns {number}
 */
export const strokeWidth = (weight, { thinnest, growth, half }) => (
  thinnest + growth * (Math.abs(weight) / (Math.abs(weight) + half))
);

/** @param {number} width @returns {string} dashes that are seen as such at every thickness */
export const dashesOf = (width) => `${Math.round(Math.max(5, width * 0.9))} ${Math.round(Math.max(4, width * 0.6))}`;
