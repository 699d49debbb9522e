// What a page of an older version gets in place of its script, which this server has no more:
// loads the page anew. Once for each such script: if an old page comes again, kept by something
// on the way, the note that it carries says what helps.

const KEY = 'nine-lines:renewal';
const asked = import.meta.url; // the older version's address

try {
  if (sessionStorage.getItem(KEY) !== asked) {
    sessionStorage.setItem(KEY, asked);
    location.reload();
  }
} catch {
  // Where nothing may be kept there is no telling how often: better not at all.
}
