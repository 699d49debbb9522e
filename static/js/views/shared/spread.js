// Keeping labels apart along one direction: labels down a margin, letters along an axis.

/**
 * Move places apart until none overlaps another, keeping their order and staying within bounds.
 * @param {number[]} wanted @param {number} first @param {number} last
 * @param {number} size how much each takes where there is room @returns {number[]}
 */
export function spread(wanted, first, last, size) {
  const room = Math.min(size, (last - first) / Math.max(1, wanted.length));
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b]);
  const placed = [...wanted];
  let free = first;
  order.forEach((i) => { placed[i] = Math.max(wanted[i], free); free = placed[i] + room; });
  free = last - room;
  [...order].reverse().forEach((i) => { placed[i] = Math.min(placed[i], free); free = placed[i] - room; });
  return placed;
}
