// What is in the drawer's tabs, as one piece: it comes when the first of them is opened.

export { mountChanging } from './changing.js';
export { beginTelling, viewsOf } from './telling.js';
