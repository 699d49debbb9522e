// The story: one chapter at a time, its quiz, and the guess which way a weight will move.
// What a chapter does to the picture is the reducer's business.

import * as numbers from '../../text/numbers.js';
import { say, weightName } from '../../text/words.js';
import { part, parts, setText } from '../shared/dom.js';

/** @param {HTMLElement} panel @param {Dispatch} dispatch @param {string} first the chapter that is open @returns {View} */
export function createStory(panel, dispatch, first) {
  const articles = parts(panel, 'data-chapter');
  const names = articles.map((article) => article.dataset.chapter ?? '');
  const contents = /** @type {HTMLSelectElement} */ (part(panel, 'data-contents'));
  const guess = createGuess(panel, dispatch);
  let open = '';

  /** @param {number} to a chapter's place; the first comes after the last */
  const turn = (to) => {
    const at = (to + names.length) % names.length;
    dispatch({ type: 'chapter', chapter: names[at] });
    dispatch({ type: 'told', text: articles[at].dataset.chapterTold ?? '' });
  };
  contents.addEventListener('change', () => turn(names.indexOf(contents.value)));
  parts(panel, 'data-turn').forEach((button) => button.addEventListener('click', () => {
    turn(names.indexOf(open) + Number(button.dataset.turn));
  }));
  parts(panel, 'data-quiz').forEach(listenToQuiz);
  articles.forEach((article, i) => { article.hidden = names[i] !== first; }); // never all of them, not even before the first frame

  return {
    render(frame) {
      if (frame.tab !== 'story') return;
      guess.render(frame);
      if (frame.chapter === open) return;
      const turned = open !== '';
      open = frame.chapter;
      articles.forEach((article, i) => { article.hidden = names[i] !== open; });
      contents.value = open;
      if (!turned) return; // it came for another run: one reads on
      panel.scrollTop = 0;
      takeFocus(panel, articles[names.indexOf(open)]);
    },
  };
}

/**
 * What was clicked, a link or a button, may have gone with its chapter: the new title takes its
 * place, which also reads it out. Whoever turns with the buttons or the menu stays there.
 * @param {HTMLElement} panel @param {HTMLElement | undefined} article
 */
function takeFocus(panel, article) {
  const active = document.activeElement;
  const stays = active && active !== document.body && active.checkVisibility() && !active.matches('a');
  if (stays && panel.contains(active)) return;
  article?.querySelector('h3')?.focus({ preventScroll: true });
}

/** @param {HTMLElement} quiz the answer is shown only once the reader has given one */
function listenToQuiz(quiz) {
  const buttons = parts(quiz, 'data-answer-quiz');
  buttons.forEach((button) => button.addEventListener('click', () => {
    const right = button.dataset.answerQuiz === quiz.dataset.quiz;
    buttons.forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
    part(quiz, 'data-quiz-right').hidden = !right;
    part(quiz, 'data-quiz-wrong').hidden = right;
    part(quiz, 'data-quiz-after').hidden = false;
  }));
}

/**
 * Predict first: the reader says which way a weight will move, then the step is taken.
 * @param {HTMLElement} panel @param {Dispatch} dispatch @returns {View}
 */
function createGuess(panel, dispatch) {
  const question = part(panel, 'data-guess-question');
  const verdict = part(panel, 'data-guess-verdict');
  let asked = 0;
  let right = 0;
  /** @type {Frame | null} */
  let shown = null;

  parts(panel, 'data-guess-way').forEach((button) => button.addEventListener('click', () => {
    if (!shown || shown.ended) return;
    const weight = asked % shown.weights.length;
    const change = shown.step.adjustments[weight];
    const isRight = change * Number(button.dataset.guessWay) > 0;
    asked += 1;
    right += Number(isRight);
    setText(verdict, say(isRight ? 'guess_right' : 'guess_wrong', {
      weight: weightName(shown, weight),
      way: say(change > 0 ? 'guess_up' : 'guess_down'),
      change: numbers.output(Math.abs(change)),
      right,
      asked,
    }));
    dispatch({ type: 'step', direction: 1 });
  }));
  return {
    render(frame) {
      shown = frame;
      setText(question, say('guess_question', { weight: weightName(frame, asked % frame.weights.length) }));
    },
  };
}
