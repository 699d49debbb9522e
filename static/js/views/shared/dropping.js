// A file dropped anywhere on the page. Reads nothing of it.

/** @param {DragEvent} event @returns {boolean} whether it is a file that nobody else takes */
const isFile = (event) => !event.defaultPrevented && [...(event.dataTransfer?.types ?? [])].includes('Files');

/** @param {HTMLElement} root that shows that something may be dropped @param {(file: File) => void} take @returns {View} */
export function createDropping(root, take) {
  let leaving = 0;
  const show = (/** @type {boolean} */ shown) => root.classList.toggle('dropping', shown);
  addEventListener('dragover', (event) => {
    if (!isFile(event)) return;
    event.preventDefault(); // which is how a page says that it takes it
    show(true);
    clearTimeout(leaving);
    leaving = setTimeout(() => show(false), 300); // over the page, there is another one soon
  });
  addEventListener('drop', (event) => {
    const isOurs = isFile(event);
    show(false);
    if (!isOurs) return;
    event.preventDefault(); // or the browser would open it in the page's place
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  });
  return { render() {} };
}
