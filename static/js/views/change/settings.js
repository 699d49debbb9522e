// The run's settings: each takes effect as one types, and a bad value says so at its field.
// What a field may be, the server knows; here stand only the ways of changing one.

import { weightsWith } from '../../model/branching.js';
import { written, writtenRow } from '../../model/written.js';
import * as numbers from '../../text/numbers.js';
import { say } from '../../text/words.js';
import { part, parts, setHidden, setText } from '../shared/dom.js';
import { inTurn } from '../shared/in_turn.js';

const PAUSE = 250; // milliseconds after the last key
const SEEDS = 10_000; // that shuffling chooses from: short enough to tell somebody
const SLIDER_DIGITS = 2;

/**
 * @typedef {object} Setting
 * @property {string} name @property {HTMLElement} field @property {HTMLInputElement} input @property {HTMLElement} wrong
 * @property {boolean} pending somebody is typing there @property {boolean} own what is typed there is what the run has
 */

/** @type {Record<string, (config: Configuration) => string>} */
const WRITTEN = {
  start: ({ start }) => start?.map(written).join(', ') ?? '',
  rate: ({ rate }) => written(rate),
  hidden: ({ hidden }) => written(hidden),
  seed: ({ seed }) => written(seed),
  iterations: ({ iterations }) => written(iterations),
};

/**
 * @param {HTMLElement} panel @param {Change} change @returns {View}
 */
export function createSettings(panel, change) {
  const form = part(panel, 'data-settings');
  const elsewhere = part(form, 'data-wrong-elsewhere');
  /** @type {Run | null} */
  let run = null;
  let page = '';
  const settings = parts(form, 'data-field').map((field) => ({
    name: field.dataset.field ?? '',
    field,
    input: /** @type {HTMLInputElement} */ (part(field, 'data-setting')),
    wrong: part(field, 'data-wrong'),
    pending: false,
    own: false,
  }));
  const send = inTurn(async (/** @type {Wish} */ { changed, fields, replace }) => {
    const problem = await change(fields, { replace });
    changed.forEach((setting) => { setting.own = !problem; });
    if (problem?.superseded) page = ''; // whatever is on screen now is to be said
    tell(settings, elsewhere, changed, problem?.superseded ? null : problem);
  }, bothOf);
  /** @type {Take} */
  const take = (setting, text, replace = false) => {
    if (run) send({ changed: [setting], fields: meant(setting.name, text, run.config), replace });
  };
  // Going back says what was, in every field.
  addEventListener('popstate', () => {
    page = '';
    tell(settings, elsewhere, settings, null);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  settings.forEach((setting) => listenTo(setting, take));
  return {
    render(frame) {
      ({ run } = frame);
      if (run.links.page === page) return;
      page = run.links.page;
      settings.forEach((setting) => bring(setting, frame.config));
    },
  };
}

/** @typedef {{changed: Setting[], fields: Record<string, string | null>, replace: boolean}} Wish */

/** @param {Wish} earlier @param {Wish} later @returns {Wish} part of the change before only where both are */
const bothOf = (earlier, later) => ({
  changed: [...new Set([...earlier.changed, ...later.changed])],
  fields: { ...earlier.fields, ...later.fields },
  replace: earlier.replace && later.replace,
});

/** @typedef {(setting: Setting, text: string | null, replace?: boolean) => void} Take */

/**
 * What a setting's text means for the run's query: some fields depend on one another.
 * @param {string} name @param {string | null} text @param {Configuration} config @returns {Record<string, string | null>}
 */
function meant(name, text, config) {
  if (name === 'seed') return { seed: text, start: null }; // what is drawn is not given
  if (name === 'hidden') return { hidden: text, start: null }; // other neurons have other weights
  if (name !== 'threshold' || !config.start) return { [name]: text };
  return { threshold: text, start: writtenRow(weightsWith(config, config.start, text ?? 'off')) };
}

/** @param {Setting} setting @param {Take} take */
function listenTo(setting, take) {
  const { name, field, input } = setting;
  if (input.type === 'checkbox') input.addEventListener('change', () => take(setting, input.checked ? 'on' : null));
  else if (input.type !== 'text') input.addEventListener('change', () => take(setting, input.value));
  else listenToTyping(setting, take);
  if (name === 'rate') listenToSlider(setting, take);
  if (name === 'seed') {
    part(field, 'data-shuffle').addEventListener('click', () => {
      input.value = String(Math.floor(Math.random() * SEEDS));
      take(setting, input.value);
    });
  }
}

/** @param {Setting} setting @param {Take} take */
function listenToTyping(setting, take) {
  const { name, input } = setting;
  let typing = 0;
  const finish = () => {
    clearTimeout(typing);
    if (!setting.pending) return;
    setting.pending = false;
    // An empty field is one that somebody is about to type in; only weights can be left to the seed.
    if (input.value.trim()) take(setting, name === 'start' ? input.value.trim() : numbers.asProgramsDo(input.value.trim()));
    else if (name === 'start') take(setting, null);
  };
  input.addEventListener('input', () => {
    setting.pending = true;
    clearTimeout(typing);
    typing = setTimeout(finish, PAUSE);
  });
  input.addEventListener('change', finish);
}

/** A slider's one drag is one change, however many values it passes. @param {Setting} setting @param {Take} take */
function listenToSlider(setting, take) {
  const slider = /** @type {HTMLInputElement} */ (part(setting.field, 'data-slider-of'));
  let begun = false;
  slider.addEventListener('input', () => {
    const rate = written(Number((10 ** slider.valueAsNumber).toPrecision(SLIDER_DIGITS)));
    setting.input.value = rate;
    take(setting, rate, begun);
    begun = true;
  });
  slider.addEventListener('change', () => { begun = false; });
}

/**
 * A field says what the run on screen has, unless somebody is typing there, has just typed it, or
 * has to mend it.
 * @param {Setting} setting @param {Configuration} config
 */
function bring(setting, config) {
  const { name, field, input, wrong, pending, own } = setting;
  setting.own = false;
  if (input.type === 'checkbox') input.checked = config.threshold === 'on';
  else if (input.type !== 'text') input.value = config.rule;
  else if (!pending && !own && wrong.hidden) setValue(input, WRITTEN[name](config));
  const slider = /** @type {HTMLInputElement | null} */ (field.querySelector('input[type="range"]'));
  if (!slider) return;
  if (document.activeElement !== slider) slider.value = String(Math.log10(config.rate));
  slider.setAttribute('aria-valuetext', numbers.short(config.rate));
}

/**
 * @param {Setting[]} settings @param {HTMLElement} elsewhere @param {Setting[]} changed @param {Problem | null} problem
 */
function tell(settings, elsewhere, changed, problem) {
  const errors = new Map(problem?.errors?.map(({ field, message }) => [field, message]));
  settings.filter((setting) => changed.includes(setting) || errors.has(setting.name)).forEach(({ name, input, wrong }) => {
    const message = errors.get(name) ?? '';
    errors.delete(name);
    setHidden(wrong, !message);
    setText(wrong, message);
    if (message) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  });
  const rest = [...errors.values()];
  if (problem && !problem.errors?.length) rest.push(problem.detail || say('change_unreachable'));
  setHidden(elsewhere, !rest.length);
  setText(elsewhere, rest.join(' '));
}

/** Where it says so already nothing is written: it would take a selection away. @param {HTMLInputElement} input @param {string} text */
function setValue(input, text) {
  if (input.value !== text) input.value = text;
}
