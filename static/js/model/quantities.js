// Quantities by name, as parts of the page carry them in `data-quantity`: which of them is
// the same thing as the one pointed at. Pure.
//
// weight:i · input:i · adjustment:i · next-weight:i (i counts weights)
// desired:e · example-sum:e · example-output:e · example-error:e · gradient:e · blame:e
// (e counts examples) · contribution:e:i · sum, output, slope, shown-error (of the shown inputs)
// · answer · error (the mean) · question · example:e, which is all that there is of an example
// · situation:0,1,0, which is nobody's, by its inputs
// neuron:j (a hidden one, or −1) · hidden-sum:e:j · hidden-output:e:j · hidden-slope:e:j ·
// hidden-blame:e:j · sent-back:e:j (what of example e's blame is sent back to neuron j)
// A family's bare name, such as `weight`, stands for all of its members.

/** Parts that show several quantities at once. @type {Record<string, string[]>} */
const SHOWS = {
  example: [
    'example-point', 'example-gap', 'example-row', 'example-sum', 'example-output', 'example-error', 'gradient',
    'desired', 'blame', 'hidden-sum', 'hidden-output', 'hidden-slope', 'hidden-blame', 'sent-back',
  ],
  question: ['answer', 'slope'],
  'shown-point': ['slope'],
  'example-point': ['example-sum', 'example-output', 'gradient'],
  'example-gap': ['example-error', 'desired', 'blame'],
  'example-row': ['contribution'],
};

/** The shown inputs' own quantities, when they are those of an example. @type {Record<string, string>} */
const OF_EXAMPLE = {
  sum: 'example-sum', output: 'example-output', slope: 'gradient', 'shown-error': 'example-error',
  'shown-point': 'example-point',
};

/**
 * Name a part's quantity without regard to where it stands.
 * @param {string} quantity @param {number} shownExample the example that is shown, or −1
 * @param {boolean} [isQuestion] whether the question is shown @returns {string}
 */
export function resolve(quantity, shownExample, isQuestion = false) {
  if (quantity === 'shown-point' && isQuestion) return 'question';
  return quantity in OF_EXAMPLE && shownExample >= 0 ? `${OF_EXAMPLE[quantity]}:${shownExample}` : quantity;
}

/**
 * Whether a part shows the quantity that is lit.
 * @param {string} quantity of the part, resolved @param {string | null} lit resolved too
 * @returns {boolean}
 */
export function isLit(quantity, lit) {
  if (!lit) return false;
  const [family, ...place] = quantity.split(':');
  const [litFamily, ...litPlace] = lit.split(':');
  if (family !== litFamily && (family === 'neuron' || litFamily === 'neuron')) {
    return areOfNeuron(family === 'neuron' ? place[0] : litPlace[0], family === 'neuron' ? lit : quantity);
  }
  const families = [family, ...(SHOWS[family] ?? [])];
  const litFamilies = [litFamily, ...(SHOWS[litFamily] ?? [])];
  if (!families.some((name) => litFamilies.includes(name))) return false;
  return place.every((at, i) => litPlace[i] === undefined || litPlace[i] === at);
}

/** Of each hidden neuron in each example; the neuron's place is the second. */
const HIDDEN = /^(?:hidden-\w+|sent-back):\d+:(\d+)$/;

/** @param {string} neuron @param {string} quantity @returns {boolean} whether it is that hidden neuron's */
const areOfNeuron = (neuron, quantity) => HIDDEN.exec(quantity)?.[1] === neuron;
