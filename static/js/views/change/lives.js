// Many lives of the run: begun by a button, and put away by it. Which weight the fan shows, which
// life stands out, and the way to that life as the run on screen. The lives themselves come from
// elsewhere; what is drawn of them is `fan.js`'s and `histogram.js`'s.

import { lifeOf, ownLife, seedsOf } from '../../model/lives.js';
import * as numbers from '../../text/numbers.js';
import { livesNote } from '../../text/lives.js';
import { say, weightName } from '../../text/words.js';
import { part, setAttributes, setHidden, setText } from '../shared/dom.js';

/**
 * @typedef {object} Choice of the life that stands out
 * @property {() => number | null} seed the run's own where it is null @property {(seed: number) => void} choose
 */

/**
 * @param {HTMLElement} panel @param {Dispatch} dispatch @param {Change} change
 * @param {import('../../runs/lives.js').FollowedLives} followed
 * @param {(run: Run, seeds: Seeds) => string} addressOf where their stream is
 * @param {Choice} choice @returns {View}
 */
export function createLives(panel, dispatch, change, followed, addressOf, choice) {
  const section = part(panel, 'data-lives');
  const [button, note, lived, opening] = ['data-lives-run', 'data-lives-note', 'data-lived', 'data-life-open'].map((hook) => part(section, hook));
  const weights = optionsView(part(section, 'data-lives-weight'), (weight) => dispatch({ type: 'weight', weight }));
  const seeds = optionsView(part(section, 'data-life'), (life) => choice.choose(followed.lives()?.seeds[life] ?? 0));
  /** @type {Frame | null} */
  let shown = null;
  let chosen = -1;

  button.addEventListener('click', () => {
    const lives = shown && !shown.lives ? seedsOf(shown.config) : null;
    if (shown && (lives || shown.lives)) dispatch({ type: 'lives', lives });
  });
  opening.addEventListener('click', () => {
    const seed = followed.lives()?.seeds[chosen];
    if (seed !== undefined && opening.ariaDisabled !== 'true') void change({ seed: String(seed), start: null });
  });

  /** @param {Frame} frame @param {import('../../runs/lives.js').Lives} lives */
  const offer = ({ config, weight, names, weights: { length } }, lives) => {
    const own = ownLife(config, lives.range);
    chosen = lifeOf(lives.seeds, choice.seed(), own);
    weights.offer(Array.from({ length }, (_, i) => weightName({ names }, i)), weight);
    seeds.offer(lives.seeds.map((seed, life) => say(life === own ? 'lives_own' : 'lives_seed', { seed: numbers.count(seed) })), chosen);
    setAttributes(opening, { 'aria-disabled': String(chosen < 0 || chosen === own) });
  };
  /** @param {Frame} frame @param {Seeds | null} wanted */
  const tell = (frame, wanted) => {
    const lives = followed.lives();
    const possible = seedsOf(frame.config);
    setText(button, frame.lives ? say('lives_away') : say('lives_begin', { count: possible?.count ?? 0 }));
    setHidden(button, !frame.lives && !possible);
    const told = livesNote(frame, wanted ?? possible, followed);
    setText(note, told);
    setHidden(note, !told);
    setHidden(lived, !lives?.count || frame.iteration === undefined);
    if (lives?.count && frame.iteration !== undefined) offer(frame, lives);
  };
  /** @type {unknown[]} all that is told rests on: what moves with the playhead is not said here */
  let told = [];
  return {
    render(frame) {
      shown = frame;
      if (frame.tab !== 'change') return; // what is there stays, for when one comes back
      const { run, lives: asked } = frame;
      const wanted = asked && seedsOf(frame.config, asked);
      if (run !== told[0] || asked !== told[1]) followed.want(wanted && addressOf(run, wanted));
      const basis = [run, asked, followed.standing(), followed.lives()?.version, frame.weight, choice.seed(), frame.iteration === undefined];
      if (basis.some((part, i) => part !== told[i])) tell(frame, wanted);
      told = basis;
    },
  };
}

/**
 * @param {HTMLElement} element @param {(index: number) => void} onChoice
 * @returns {{offer: (texts: string[], chosen: number) => void}}
 */
function optionsView(element, onChoice) {
  const select = /** @type {HTMLSelectElement} */ (element);
  let offered = '';
  select.addEventListener('change', () => onChoice(select.selectedIndex));
  return {
    offer(texts, chosen) {
      const name = texts.join('\n');
      if (name !== offered) select.replaceChildren(...texts.map((text) => new Option(text)));
      offered = name;
      if (select.selectedIndex !== chosen) select.selectedIndex = chosen;
    },
  };
}
