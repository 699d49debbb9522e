// The shapes that the page's modules hand to each other. Types only, for the checker.

interface Example { inputs: number[]; output: number }

interface Configuration {
  examples: Example[]; situation: number[]; iterations: number; threshold: 'on' | 'off';
}

/** What `/api/run` and the stream's first event describe. */
interface Run {
  config: Configuration; total: number; layers: [number, number][]; examples: Example[];
  links: { events: string; page: string };
}

/** Snapshots in columns, as one event carries them. */
interface Block { iteration: number[]; weights: number[][]; outputs: number[][]; error: number[] }

interface Result { iteration: number; weights: number[]; prediction: number }

interface Problem {
  title: string; status?: number; detail: string; iteration?: number | null;
  errors?: { field: string; message: string }[];
}

type StreamStatus =
  | { name: 'connecting' | 'receiving' | 'finished' }
  | { name: 'waiting'; reason: 'no_answer' | 'busy' | 'broken'; seconds: number }
  | { name: 'failed'; problem: Problem };

type Speed = 'slow' | 0.5 | 1 | 2 | 4;
type Scale = 'log' | 'linear';

/** One iteration taken apart by the server, and its answer for the shown inputs. */
interface Exact {
  iteration: number; inputs: number[];
  weightedSums: number[]; errors: number[]; shownSum: number; shownOutput: number; answer: number;
}

interface State {
  run: Run; received: number; lastReceived: number; stream: StreamStatus;
  position: number; playing: boolean; speed: Speed; scale: Scale; inputs: number[];
  still: boolean; exact: Exact | null; fault: string | null;
}

/** What one looks at, as it is kept in the address's fragment. */
interface Look { at?: number; playing?: boolean; speed?: Speed; scale?: Scale; inputs?: number[] }

type Message =
  | { type: 'started'; run: Run }
  | { type: 'received'; count: number; last: number }
  | { type: 'stream'; status: StreamStatus }
  | { type: 'tick'; seconds: number }
  | { type: 'play' | 'pause' | 'toggle' | 'rewind' | 'end' }
  | { type: 'step' | 'page'; direction: 1 | -1 }
  | { type: 'seek'; iteration: number }
  | { type: 'speed'; speed: Speed }
  | { type: 'scale'; scale: Scale }
  | { type: 'switch-input'; input: number }
  | { type: 'show'; inputs: number[] }
  | { type: 'look'; look: Look }
  | { type: 'exact'; exact: Exact }
  | { type: 'still'; still: boolean }
  | { type: 'fault'; text: string };

type Dispatch = (message: Message) => void;

/** What is drawn: numbers of one real snapshot, and the quantities that move between two. */
interface Frame {
  iteration: number; iterations: number; lastReceived: number; playing: boolean; ended: boolean;
  weights: number[]; outputs: number[]; errors: number[]; error: number; sums: number[];
  shownInputs: number[]; shownSum: number; shownOutput: number;
  shownExample: number; desired: number | null; isSituation: boolean;
  answer: number; position: number; stage: 0 | 1 | 2 | 3 | 4; progress: number;
  moving: { weights: number[]; sums: number[]; outputs: number[]; shownSum: number; error: number };
  speed: Speed; scale: Scale; still: boolean; examples: Example[]; stream: StreamStatus;
  fault: string | null; threshold: boolean;
}

interface View { render(frame: Frame): void }

/** A chart's own axis transforms, in pixels from the container's corner. */
interface Place {
  /** How many pixels a sixteenth of the root's font size is: 1 on an ordinary screen. */
  unit: number;
  left: number; right: number; top: number; bottom: number;
  x(value: number): number; y(value: number): number; fromX(pixel: number): number;
  strip: { top: number; bottom: number; y(value: number): number } | null;
}

interface PlacedView extends View { place(place: Place): void }

interface PlotlyAxis { _offset: number; _length: number; d2p(v: number): number; p2d(p: number): number }
interface PlotlyElement extends HTMLElement { _fullLayout: Record<string, PlotlyAxis> }
declare const Plotly: {
  react(root: HTMLElement, data: object[], layout: object, config: object): Promise<PlotlyElement>;
  Plots: { resize(root: HTMLElement): Promise<void> };
};
