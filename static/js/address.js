// What one looks at, kept in the address's fragment: the playhead, pace, scale and inputs.
// The run itself is in the query and none of this module's business.

/** @type {Record<string, Speed>} */
const SPEEDS = { slow: 'slow', 0.5: 0.5, 1: 1, 2: 2, 4: 4 };

/** @param {string} fragment with or without its # @returns {Look} only what is there and makes sense */
export function readLook(fragment) {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  /** @type {Look} */
  const look = {};
  const at = fields.get('at');
  if (at && /^\d{1,7}$/.test(at)) look.at = Number(at);
  const speed = SPEEDS[fields.get('speed') ?? ''];
  if (speed !== undefined) look.speed = speed;
  const scale = fields.get('scale');
  if (scale === 'log' || scale === 'linear') look.scale = scale;
  const inputs = fields.get('inputs')?.split(',') ?? [];
  if (inputs.length && inputs.every((input) => /^[01](\.\d+)?$|^0?\.\d+$/.test(input) && Number(input) <= 1)) {
    look.inputs = inputs.map(Number);
  }
  if (fields.get('play') === 'on') look.playing = true;
  return look;
}

/** @param {State} state @returns {string} the fragment, without its # */
export function writeLook(state) {
  const fields = [`at=${Math.floor(state.position)}`];
  if (state.speed !== 1) fields.push(`speed=${state.speed}`);
  if (state.scale !== 'log') fields.push(`scale=${state.scale}`);
  const { situation } = state.run.config;
  if (state.inputs.some((value, i) => value !== situation[i])) fields.push(`inputs=${state.inputs.join(',')}`);
  if (state.playing) fields.push('play=on');
  return fields.join('&');
}
