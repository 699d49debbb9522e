// One store: holds the state, hands messages to the reducer, tells whoever listens.

/**
 * @param {(state: State, message: Message) => State} reduce @param {State} initial
 */
export function createStore(reduce, initial) {
  let state = initial;
  /** @type {((state: State, before: State) => void)[]} */
  const listeners = [];
  return {
    get state() { return state; },
    /** @param {Message} message */
    dispatch(message) {
      const before = state;
      state = reduce(state, message);
      if (state !== before) listeners.forEach((listener) => listener(state, before));
    },
    /** @param {(state: State, before: State) => void} listener */
    subscribe(listener) { listeners.push(listener); },
  };
}
