// The player: turns the browser's frames into ticks while playing. Decides no pacing.

const LONGEST_TICK = 0.25; // seconds; a tab that slept goes on where it was
const JUMP = 0.8; // seconds between the jumps that stand in for travel

/**
 * @param {Dispatch} dispatch
 * @returns {{follow: (state: State) => void}} to be told of every state
 */
export function createPlayer(dispatch) {
  let running = false;
  let still = false;
  let playing = false;
  let last = 0;

  /** @param {number} now */
  const frame = (now) => {
    if (!playing) { running = false; return; }
    requestAnimationFrame(frame);
    const seconds = (now - last) / 1000;
    if (still && seconds < JUMP) return;
    last = now;
    dispatch({ type: 'tick', seconds: still ? JUMP : Math.min(seconds, LONGEST_TICK) });
  };

  return {
    follow(state) {
      ({ still, playing } = state);
      if (!playing || running) return;
      running = true;
      last = performance.now();
      requestAnimationFrame(frame);
    },
  };
}
