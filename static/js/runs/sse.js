// Server-sent events, from text that comes in pieces to whole events. No network here.

/**
 * @param {(event: {name: string, id: string | null, data: string}) => void} onEvent
 * @returns {(text: string) => void} takes the next piece, however it was cut
 */
export function eventParser(onEvent) {
  let rest = '';
  return (text) => {
    const events = (rest + text).split('\n\n');
    rest = /** @type {string} */ (events.pop());
    for (const lines of events) onEvent(parseEvent(lines));
  };
}

/** @param {string} text */
function parseEvent(text) {
  /** @type {{name: string, id: string | null, data: string}} */
  const event = { name: 'message', id: null, data: '' };
  for (const line of text.split('\n')) {
    const colon = line.indexOf(': ');
    const value = line.slice(colon + 2);
    const field = line.slice(0, colon);
    if (field === 'event') event.name = value;
    else if (field === 'id') event.id = value;
    else if (field === 'data') event.data = value;
  }
  return event;
}
