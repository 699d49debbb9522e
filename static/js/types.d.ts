// The shapes that the page's modules hand to each other. Types only, for the checker.

type Rule = 'squared' | 'cross-entropy' | 'slope-of-sum' | 'sigmoid-twice';

interface Example { inputs: number[]; output: number }

interface Configuration {
  rule: Rule; rate: number; seed: number; start: number[] | null; lesson: string;
  examples: Example[]; situation: number[]; iterations: number; threshold: 'on' | 'off';
}

/** What `/api/run` and the stream's first event describe. */
interface Run {
  config: Configuration; total: number; layers: [number, number][]; examples: Example[];
  links: { events: string; page: string; python: string };
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

type Tab = 'story' | 'why' | 'code';

/** One iteration taken apart, example by example; rows are examples, columns weights. */
interface Step {
  weightedSums: number[]; outputs: number[]; errors: number[]; gradients: number[];
  contributions: number[][]; adjustments: number[]; weights: number[];
}

/** What the server's core says of one snapshot, and of the shown inputs at its weights. */
interface Exact {
  weights: number[]; inputs: number[]; step: Step;
  shownSum: number; shownOutput: number; answer: number;
}

interface State {
  run: Run; received: number; lastReceived: number; stream: StreamStatus;
  position: number; playing: boolean; speed: Speed; scale: Scale; inputs: number[];
  still: boolean; exact: Exact | null; fault: string | null;
  /** The open tab of the drawer, or none; the page of the story; the weight asked about. */
  tab: Tab | null; page: string; weight: number;
  /** The line of the listing that one has stepped to, or −1. */
  line: number;
  /** The quantity pointed at, as `weight:0`, or a whole family of them, as `weight`. */
  lit: string | null;
  /** What the story's page points at while nothing else is; and what each page shows. */
  spot: string | null; scenes: Record<string, Scene>;
  /** Weights set by hand, which the picture then shows instead of the neuron's. */
  hand: number[] | null;
}

/** What the picture shows when a page of the story is entered. */
interface Scene { at?: number; playing: boolean; speed?: Speed; inputs?: number[]; spot?: string }

/** What one looks at, as it is kept in the address's fragment. */
interface Look {
  at?: number; playing?: boolean; speed?: Speed; scale?: Scale; inputs?: number[];
  tab?: Tab; page?: string; weight?: number; line?: number;
}

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
  | { type: 'tab'; tab: Tab | null }
  | { type: 'page-of-story'; page: string }
  | { type: 'weight'; weight: number }
  | { type: 'line'; line: number }
  | { type: 'lit'; lit: string | null }
  | { type: 'hand'; hand: number[] | null }
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
  fault: string | null; threshold: boolean; situation: number[];
  tab: Tab | null; page: string; weight: number; line: number; lit: string | null;
  /** Weights set by hand, shown instead of the snapshot's; the neuron's own mean error beside. */
  hand: number[] | null; neuronsError: number;
  /** The iteration that begins here, taken apart; exact where the core has said so. */
  step: Step; isExact: boolean;
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
