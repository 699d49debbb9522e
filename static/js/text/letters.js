// The examples' letters, as `webapp/picture/marks.py` gives them: A to Z, then AA, AB and so on.

const LETTERS = 26;
const FIRST = 'A'.charCodeAt(0);

/** @param {number} example its place, from 0 @returns {string} */
export function letterOf(example) {
  const last = String.fromCharCode(FIRST + (example % LETTERS));
  return example < LETTERS ? last : String.fromCharCode(FIRST + Math.floor(example / LETTERS) - 1) + last;
}
