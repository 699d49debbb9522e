// Situations: which one is shown, whether it was taught, and what a click on an input gives.
// Examples are told apart by their place, since two can have the same inputs. Pure.

/** @param {number[]} a @param {number[]} b @returns {boolean} */
export const same = (a, b) => a.length === b.length && a.every((value, i) => value === b[i]);

/** @param {Shown} a @param {Shown} b @returns {boolean} whether they are one and the same */
export function isThat(a, b) {
  if (a.kind === 'example' && b.kind === 'example') return a.at === b.at;
  return a.kind === b.kind && same(a.inputs, b.inputs);
}

/** @param {Run} run @returns {Shown} */
export const theQuestion = ({ config }) => ({ kind: 'question', inputs: config.situation });

/** @param {Run} run @param {number} at its place @returns {Shown} */
export const theExample = ({ examples }, at) => ({ kind: 'example', at, inputs: examples[at].inputs });

/**
 * What to call inputs that were put together by clicking: the question where they are its own,
 * else the first example that has them, else something that nobody has asked yet.
 * @param {Run} run @param {number[]} inputs @returns {Shown}
 */
export function shownFor(run, inputs) {
  if (same(inputs, run.config.situation)) return theQuestion(run);
  const at = run.examples.findIndex((example) => same(example.inputs, inputs));
  return at < 0 ? { kind: 'other', inputs } : theExample(run, at);
}

/**
 * What the shown inputs should give: the shown example's own answer; for other inputs that of
 * the examples that have them, unless they contradict each other.
 * @param {Run} run @param {Shown} shown @returns {{taught: boolean, desired: number | null}}
 */
export function teachingOf({ examples }, shown) {
  if (shown.kind === 'example') return { taught: true, desired: examples[shown.at].output };
  const answers = examples.filter(({ inputs }) => same(inputs, shown.inputs)).map(({ output }) => output);
  const agreed = answers.length > 0 && answers.every((answer) => answer === answers[0]);
  return { taught: answers.length > 0, desired: agreed ? answers[0] : null };
}

/**
 * The two values that a click on an input goes between: 0 and 1, or the least and the greatest
 * that the examples have where they are anything else.
 * @param {Run} run @param {number} input @returns {[number, number]}
 */
export function endsOf({ examples }, input) {
  const values = examples.map(({ inputs }) => inputs[input]);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const areBits = least >= 0 && most <= 1;
  return areBits || least === most ? [Math.min(0, least), Math.max(1, most)] : [least, most];
}

/** @param {Run} run @param {number[]} inputs @param {number} input @returns {boolean} whether it counts as on */
export function isOn(run, inputs, input) {
  const [off, on] = endsOf(run, input);
  return inputs[input] >= (off + on) / 2;
}

/** @param {Run} run @param {number[]} inputs @param {number} input the one to switch @returns {Shown} */
export function switched(run, inputs, input) {
  const [off, on] = endsOf(run, input);
  return shownFor(run, inputs.map((value, i) => (i === input ? (isOn(run, inputs, i) ? off : on) : value)));
}
