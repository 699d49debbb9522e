// Server-sent events, from text that comes in pieces to whole events. No network here.

/** @typedef {{name: string, id: string | null, data: string}} ServerEvent */

/**
 * @param {(event: ServerEvent) => void} onEvent
 * @param {(text: string) => void} [onComment] hears what is only said to show that somebody is there
 * @returns {(text: string) => void} takes the next piece, however it was cut
 */
export function eventParser(onEvent, onComment = () => {}) {
  let rest = '';
  return (text) => {
    const events = (rest + text).split('\n\n');
    rest = /** @type {string} */ (events.pop());
    for (const lines of events) parseEvent(lines, onEvent, onComment);
  };
}

/**
 * What has no data is no event, as the standard has it.
 * @param {string} text @param {(event: ServerEvent) => void} onEvent @param {(text: string) => void} onComment
 */
function parseEvent(text, onEvent, onComment) {
  /** @type {ServerEvent} */
  const event = { name: 'message', id: null, data: '' };
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    const field = line.slice(0, colon);
    const value = line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (colon === 0) onComment(value);
    else if (field === 'event') event.name = value;
    else if (field === 'id') event.id = value;
    else if (field === 'data') event.data = value;
  }
  if (event.data) onEvent(event);
}
