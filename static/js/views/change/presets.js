// Tables to start from, one click each; what is worth knowing of one is said while it is there.

import { part, parts, setAttributes, setText } from '../shared/dom.js';

/** @typedef {import('../../state/editing.js').Taught} Taught */

/**
 * @typedef {object} Preset as `webapp/words/tables.py` has it
 * @property {Record<string, string | null>} fields that it sets @property {Taught['look']} look
 * @property {Record<string, string>} has what a run has that it was set for
 */

/** @param {HTMLElement} section @param {import('../../state/editing.js').Editing} editing @returns {View} */
export function createPresets(section, editing) {
  const group = part(section, 'data-presets');
  const says = part(section, 'data-preset-says');
  const presets = parts(group, 'data-preset').map((button) => ({
    button, note: button.dataset.presetNote ?? '', /** @type {Preset} */ sets: JSON.parse(button.dataset.preset ?? ''),
  }));
  presets.forEach(({ button, sets }) => {
    button.addEventListener('click', () => editing.load(sets.fields, sets.look));
  });
  editing.listen(() => {
    const { fields, teaching } = editing;
    if (!teaching) return;
    const isOn = (/** @type {{sets: Preset}} */ { sets }) => Object.entries(sets.has).every(([name, text]) => fields[name] === text);
    presets.forEach((preset) => setAttributes(preset.button, { 'aria-pressed': String(isOn(preset)) }));
    setText(says, presets.find(isOn)?.note ?? '');
  });
  return { render() {} };
}
