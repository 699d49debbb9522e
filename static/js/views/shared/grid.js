// A table whose cells one goes through with the arrow keys: one stop for Tab, however many there are.

const MOVES = /** @type {Record<string, [number, number]>} */ ({
  ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0],
});

/** @typedef {HTMLInputElement | HTMLButtonElement} Control */

/** @param {Element} cell @returns {Control | null} what can have the focus there */
const controlIn = (cell) => cell.querySelector('input, button:not([hidden])');

/**
 * @param {HTMLTableElement} table
 * @returns {{settle: (keepFocus?: boolean) => void}} to be told when its cells are others
 */
export function createGrid(table) {
  let [row, column] = [-1, -1];

  /** @param {Control} control the one that Tab leads to from now on */
  function stopAt(control) {
    table.querySelectorAll('[tabindex="0"]').forEach((other) => other.setAttribute('tabindex', '-1'));
    control.setAttribute('tabindex', '0');
    const cell = /** @type {HTMLTableCellElement} */ (control.closest('td, th'));
    row = /** @type {HTMLTableRowElement} */ (cell.parentElement).rowIndex;
    column = cell.cellIndex;
  }

  table.addEventListener('focusin', ({ target }) => stopAt(/** @type {Control} */ (target)));
  table.addEventListener('keydown', (event) => {
    const move = MOVES[event.key];
    const target = /** @type {Control} */ (event.target);
    if (!move || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === 'Enter' && target.matches('button')) return;
    if (move[1] && target instanceof HTMLInputElement && !isAtEdge(target, move[1])) return;
    const next = nextFrom(table, row, column, move);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

  return {
    settle(keepFocus = false) {
      const rows = [...table.rows];
      const found = controlNear(rows, row, column) ?? table.querySelector('tbody input');
      if (!found) return;
      stopAt(/** @type {Control} */ (found));
      if (keepFocus) /** @type {Control} */ (found).focus();
    },
  };
}

/** @param {HTMLInputElement} input @param {number} way @returns {boolean} whether the caret can go no further in it */
function isAtEdge({ selectionStart, selectionEnd, value }, way) {
  const isWhole = selectionStart === 0 && selectionEnd === value.length;
  return isWhole || (selectionStart === selectionEnd && selectionStart === (way < 0 ? 0 : value.length));
}

/**
 * @param {HTMLTableElement} table @param {number} row @param {number} column @param {[number, number]} move
 * @returns {Control | null} the next cell that way that has a control
 */
function nextFrom(table, row, column, [down, right]) {
  for (let [i, j] = [row + down, column + right]; table.rows[i]?.cells[j]; i += down, j += right) {
    const control = controlIn(table.rows[i].cells[j]);
    if (control) return control;
  }
  return null;
}

/** @param {HTMLTableRowElement[]} rows @param {number} row @param {number} column @returns {Control | null} */
function controlNear(rows, row, column) {
  const cells = rows[Math.min(row, rows.length - 1)]?.cells;
  const cell = cells?.[Math.min(column, cells.length - 1)];
  return cell ? controlIn(cell) : null;
}
