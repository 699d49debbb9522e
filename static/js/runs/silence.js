// Silence: nothing has come for a while. First it is noticed, then what was waited for is given
// up. Each step is timed from the last, so that a machine that slept wakes to the first.

const NOTICED = 6; // seconds
const GIVEN_UP = 14; // more seconds

/**
 * @param {() => void} onNoticed @param {() => void} onGivenUp
 * @returns {{alive: () => boolean, end: () => void}} `alive` begins the count again, and tells
 * whether the silence had been noticed
 */
export function watchForSilence(onNoticed, onGivenUp) {
  let timer = 0;
  let noticed = false;
  const notice = () => {
    noticed = true;
    timer = setTimeout(onGivenUp, GIVEN_UP * 1000);
    onNoticed();
  };
  return {
    alive() {
      const was = noticed;
      clearTimeout(timer);
      noticed = false;
      timer = setTimeout(notice, NOTICED * 1000);
      return was;
    },
    end() { clearTimeout(timer); },
  };
}
