// The square on pages of the story: what the run on screen says all over two of its inputs, at the
// playhead. On a desk the drawer lies where the cut is, which shows it too.

import { lineThrough } from '../../model/atlas.js';
import { hiddenOf } from '../../model/layers.js';
import { teachingOf, shownFor } from '../../model/situations.js';
import { STEPS, bendOf, hasSquare, inputsAt, outputsOver, sumOf } from '../../model/square.js';
import { part, parts, setAttributes, setClass, setHidden, setVisible } from '../shared/dom.js';
import { squarePath } from '../shared/paths.js';

const DARKEST = 120; // of 255, where the output is 1
const UNSURE = 1 / 8; // nowhere further from one half: as in the cut, its line is a faint one
const SIDE = STEPS + 1;
const PLACES = [[0, 0], [0, 1], [1, 0], [1, 1]];

/** @param {HTMLElement} panel @param {Settings} settings @returns {View} */
export function createSquares(panel, { undecided }) {
  const squares = parts(panel, 'data-square').map((square) => squareIn(square, undecided));
  return {
    render(frame) {
      if (frame.tab === 'story') squares.forEach((draw) => draw(frame));
    },
  };
}

/** @param {HTMLElement} square @param {number} undecided @returns {(frame: Frame) => void} */
function squareIn(square, undecided) {
  const chapter = /** @type {HTMLElement} */ (square.parentElement);
  const corners = cornersIn(square, undecided);
  const lines = parts(square, 'data-square-line');
  const bend = part(square, 'data-square-bend');
  const shade = shadeIn(/** @type {HTMLCanvasElement} */ (part(square, 'data-square-shade')));
  const outputs = new Float64Array(SIDE * SIDE);
  const sum = [0, 0, 0];
  /** @type {number[]} */
  let drawn = [];
  return (frame) => {
    if (chapter.hidden) return;
    const { run, weights } = frame;
    setHidden(square, !hasSquare(run));
    if (!hasSquare(run) || weights === drawn) return;
    drawn = weights;
    outputsOver(run, weights, outputs);
    shade(outputs);
    const sureness = outputs.reduce((most, output) => Math.max(most, Math.abs(output - 0.5)), 0);
    setAttributes(bend, { d: sureness < undecided ? '' : squarePath(bendOf(outputs)) });
    setClass(bend, 'unsure', sureness < UNSURE);
    const hidden = hiddenOf(run);
    lines.forEach((line, neuron) => {
      if (neuron < hidden) sumOf(run, weights, neuron, sum);
      setAttributes(line, { d: neuron < hidden ? squarePath(lineThrough(sum[0], sum[1], sum[2])) : '' });
    });
    corners(frame);
  };
}

/** @param {HTMLElement} square @param {number} undecided @returns {(frame: Frame) => void} what is said there, and where that is wrong */
function cornersIn(square, undecided) {
  const [dots, rings] = ['data-square-dot', 'data-square-wrong'].map((hook) => parts(square, hook));
  return ({ run, ask }) => dots.forEach((dot, corner) => {
    const [x, y] = PLACES[corner];
    const inputs = inputsAt(run, x, y);
    const { output } = ask(inputs);
    const { desired } = teachingOf(run, shownFor(run, inputs));
    setAttributes(dot, { 'fill-opacity': output });
    setVisible(rings[corner], desired !== null && !((desired > 0.5 ? output - 0.5 : 0.5 - output) >= undecided));
  });
}

/** @param {HTMLCanvasElement} canvas @returns {(outputs: Float64Array) => void} shades it, the second input upwards */
function shadeIn(canvas) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const image = context.createImageData(SIDE, SIDE); // all ink: only how much of it changes
  return (outputs) => {
    for (let row = 0; row < SIDE; row += 1) {
      for (let column = 0; column < SIDE; column += 1) {
        image.data[4 * ((SIDE - 1 - row) * SIDE + column) + 3] = DARKEST * outputs[row * SIDE + column];
      }
    }
    context.putImageData(image, 0, 0);
  };
}
