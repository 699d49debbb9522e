// Why the chosen weight turns round, turn by turn; a click goes there.

import { sayTurn, sayWhy } from '../../text/turning.js';
import { say, weightName } from '../../text/words.js';
import { part, parts, setAttributes, setHidden, setText } from '../shared/dom.js';
import { setSentence } from '../shared/sentence.js';
import { layerOf, senderOf } from '../../model/blame.js';
import { OUTPUT, neuronOf } from '../../model/layers.js';
import { ruleOf } from '../../model/rules.js';

/** @typedef {import('../../model/turning.js').Turn} Turn */

/**
 * @param {HTMLElement} panel @param {Dispatch} dispatch
 * @param {(weight: number) => Turn[]} turnsOf the first turns of a weight as far as it has arrived
 * @returns {View}
 */
export function createTurns(panel, dispatch, turnsOf) {
  const list = part(panel, 'data-why-turns');
  const letters = JSON.parse(list.dataset.whyTurns ?? '');
  /** @type {Turn[]} */
  let turns = [];
  let isByHand = false;
  const items = parts(list, 'data-why-turn').map((item, i) => {
    item.addEventListener('click', () => {
      if (isByHand) dispatch({ type: 'hand', hand: null }); // what turned round is the neuron's
      dispatch({ type: 'seek', iteration: turns[i].iteration });
    });
    return { item, go: part(item, 'data-turn-go'), why: part(item, 'data-turn-why') };
  });
  /** @type {unknown[]} */
  let told = [];

  return {
    render(frame) {
      if (frame.tab !== 'why') return;
      const subject = [frame.run, frame.weight, frame.lastReceived];
      if (subject.some((what, i) => what !== told[i])) tell(frame);
      told = subject;
      isByHand = frame.hand !== null;
      turns.forEach(({ iteration }, i) => {
        setAttributes(items[i].go, { 'aria-current': String(iteration === frame.iteration && !frame.playing) });
      });
    },
  };

  /** @param {Frame} frame */
  function tell(frame) {
    const name = weightName(frame, frame.weight);
    const teller = tellerOf(frame);
    turns = turnsOf(frame.weight).slice(0, items.length);
    setHidden(list, !turns.length);
    items.forEach(({ item, go, why }, i) => {
      setHidden(item, !turns[i]);
      if (!turns[i]) return;
      setText(go, sayTurn(turns[i], name));
      setSentence(why, sayWhy(turns[i], name, letters, teller));
    });
  }
}

/** @param {Frame} frame @returns {import('../../text/turning.js').Teller} */
function tellerOf({ run, weight }) {
  const isHidden = layerOf(run, neuronOf(run, weight)) === 'hidden';
  const sender = senderOf(run, weight);
  return {
    isHidden,
    hasSlope: isHidden || ruleOf(run.config).stalled === 'flat',
    sender: sender === OUTPUT ? '' : say('neuron_n', { number: sender + 1 }),
  };
}
