// The shapes that the page's modules hand to each other. Types only, for the checker.

interface Example { inputs: number[]; output: number }

interface Configuration {
  rule: string; rate: number; seed: number; start: number[] | null; lesson: string;
  examples: Example[]; situation: number[]; iterations: number; threshold: 'on' | 'off';
  /** Neurons of the hidden layer; 0 where there is but one neuron. */
  hidden: number;
}

/** How the box of all situations is seen: turned so far, along which inputs. */
interface CutView { turn: [number, number]; axes: number[] }

/** What a column of examples is measured in: its numbers that the run has as 0 and as 1. */
interface Measure { least: number; most: number }

/** Where the neuron is undecided in that box: see `model/slice.js`. */
type Slice = import('./model/slice.js').Slice;

/** What `/api/run` and the stream's first event describe. */
interface Run {
  config: Configuration; total: number; layers: [number, number][]; examples: Example[];
  links: { events: string; page: string; json: string; csv: string; python: string };
  /** The name of the arithmetic that it is computed with: with another, the last digits differ. */
  arithmetic?: string;
  /** Of a run whose snapshots come from a file. */
  recorded?: {
    name: string;
    /** Whether the file says by which rule and rate it was trained. */
    isKnown: boolean;
    /** What the file leaves out, so that the page worked it out. */
    computed: ('outputs' | 'error')[];
    /** The iterations that it has snapshots of. */
    kept: ArrayLike<number>;
    /** Where its numbers left the finite range, if they did; null where the file does not say. */
    failedAt: number | null | undefined;
    /** Its place among those that were brought to the page, from 1; 0 where the server has it. */
    place: number;
  };
}

/** Snapshots in columns, as one event carries them. */
interface Block { iteration: number[]; weights: number[][]; outputs: number[][]; error: number[] }

/** Snapshots of many lives: in each an entry a life, null from where it has left the finite range. */
interface LivesBlock {
  iteration: number[]; weights: (number[] | null)[][]; error: (number | null)[][]; prediction: (number | null)[][];
}

/** Snapshots of all neurons of the atlas: in each an entry a label; outputs are four, one a corner. */
interface AtlasBlock {
  iteration: number[]; weights: (number[] | null)[][]; outputs: (number[] | null)[][]; error: (number | null)[][];
}

interface Problem {
  title?: string; status?: number; detail: string; iteration?: number | null;
  errors?: { field: string; message: string }[];
  /** Nothing was refused: something else was wanted before it could take effect. */
  superseded?: boolean;
}

type StreamStatus =
  | { name: 'queued' | 'receiving' | 'finished' }
  /** Asking, perhaps again: then with what was in the way before. */
  | { name: 'connecting'; held?: StreamStatus }
  | { name: 'silent'; answered: boolean }
  | { name: 'waiting'; reason: import('./runs/connection.js').Reason; seconds: number }
  | { name: 'failed'; problem: Problem };

/** What one forward pass gives: what reaches the neuron, and what it says; before it, the hidden ones. */
interface Forward { sum: number; output: number; hidden?: Forward[] }

/** What the picture's inputs are: the question, an example by its place, or anything else. */
type Shown =
  | { kind: 'question' | 'other'; inputs: number[] }
  | { kind: 'example'; at: number; inputs: number[] };

/** What a recorded run's file may hold at most (`webapp/wire/recorded.py`). */
interface FileLimits {
  megabytes: number; snapshots: number; iterations: number; name: number;
  inputs: number; hidden: number; examples: number; input: number; rate: number; rules: string[];
}

/** A recorded run as its file has it; a column that the file leaves out is null. */
interface Recorded {
  name: string; arithmetic: string; examples: Example[];
  /** Those of the configuration's fields that the file tells; threshold and hidden always. */
  settings: Record<string, any>;
  iteration: number[]; weights: number[][]; outputs: number[][] | null; error: number[] | null;
  iterations: number; failed: boolean; failedAt: number | null;
}

/** What the server gives the page's script (`webapp/web/page_data.py`). */
interface PageData {
  run: Run; chapters: Record<string, Scene>; settings: Settings;
  /** The chapter with which the story opens for this run. */
  firstChapter: string;
  /** What is in the way of being right about every example (`webapp/runs/learnable.py`). */
  wall: 'all' | 'origin' | null;
  addresses: { api: string; drawer: string; charts: string };
  language: {
    asked: string; words: Record<string, string>; names: string[];
    decimalMark: string; rowSeparator: string;
    /** What is said of a file that is no recorded run. */
    file: Record<string, string>;
  };
  /** The recorded run that the server has for this page. */
  recording: { name: string; address: string } | null;
  /** The recorded run's own snapshots, where one is shown. */
  replay?: import('./runs/history.js').History;
}

/** The facts that both sides need, as the server has them. */
interface Settings {
  largestWeight: number; undecided: number; speeds: Speed[];
  stroke: { thinnest: number; growth: number; half: number };
  file: FileLimits;
}

type Speed = 'slow' | 0.5 | 1 | 2 | 4;
type Scale = 'log' | 'linear';

type Tab = 'story' | 'why' | 'code' | 'change';

/** A run by its query, and the iteration of the time axis at which it begins. */
interface Place { query: string; from: number; recorded?: boolean }

/** A run beside the followed one; `before`: it was followed before a change, and goes with the next. */
interface Beside extends Place { before: boolean }

/** Where the followed run begins on the time axis, and which one it branched off from there. */
interface Origin { from: number; parent: Place | null }

/** What a run beside the followed one has at the same place on the time axis. */
interface Ghost {
  /** From 1, as it is marked everywhere. */
  number: number; run: Run;
  /** Whether it has begun there: a branch begins later. */
  begun: boolean;
  /** The place on the time axis of its snapshot, the last at or before this. */
  at: number;
  weights: number[]; outputs: number[]; error: number; answer: number;
  /** Its examples' weighted sums; its cut through the box that one looks at, where it has the same inputs. */
  readonly passes: Forward[]; readonly sums: number[]; readonly outline: ReturnType<typeof import('./model/slice.js').outlineAt>;
  ask(inputs: number[]): Forward;
}

/** How a change of the run takes effect. */
interface Change {
  /**
   * Changes the run on screen: fields of its query as text, null is the default again, others stay.
   * `replace` makes it part of the change before, in the browser's history; `branch` has it count
   * from the playhead on, as it does where one has chosen so; `look` is what changes of what one
   * looks at. Resolves to null where it took effect, to the server's problem where it was refused:
   * then nothing has changed.
   */
  (fields: Record<string, string | null>, how?: { replace?: boolean; branch?: boolean; look?: Look }): Promise<Problem | null>;
}

/** One iteration taken apart, example by example; rows are examples, columns weights. */
interface Step {
  weightedSums: number[]; outputs: number[]; errors: number[]; gradients: number[]; deltas: number[];
  contributions: number[][]; adjustments: number[]; weights: number[];
  /** Of the hidden layer, where there is one. */
  hidden?: HiddenStep;
}

/** The same of the hidden neurons, [example][neuron]; errors are what the output's blame sends back. */
interface HiddenStep {
  weightedSums: number[][]; outputs: number[][]; errors: number[][]; gradients: number[][]; deltas: number[][];
}

/** What the server's core says of one snapshot, and of the shown inputs at its weights. */
interface Exact {
  weights: number[]; inputs: number[]; step: Step;
  shownSum: number; shownOutput: number; answer: number;
  /** What the hidden neurons say to the shown inputs. */
  shownHidden?: Forward[];
}

interface State {
  run: Run; received: number; lastReceived: number; stream: StreamStatus;
  position: number; playing: boolean; speed: Speed; scale: Scale; shown: Shown;
  /** Where a single step that is played ends. */
  until: number | null;
  /** The furthest that the playhead has been in this run: what lies beyond gives nothing away. */
  seen: number;
  still: boolean; exact: Exact | null; fault: string | null;
  /** The open tab of the drawer, or none; the chapter of the story; the weight asked about. */
  tab: Tab | null; chapter: string; weight: number;
  /** The neuron that is looked at: a hidden one, or −1, the output's. */
  neuron: number;
  /** The line of the listing that one has stepped to, or −1. */
  line: number;
  /** The quantity pointed at, as `weight:0`, or a whole family of them, as `weight`. */
  lit: string | null;
  /** What the story's chapter points at while nothing else is; and what each chapter shows. */
  spot: string | null; scenes: Record<string, Scene>;
  /** The chapter with which the story opens. */
  firstChapter: string;
  /** The iteration that is pointed at on the time axis; what the weights are called. */
  read: number | null; names: string[];
  /** What a view last had to tell those who listen. */
  told: { text: string } | null;
  /** What is wrong with a file that was to be shown, until one says that one knows. */
  refused: string | null;
  /** Weights set by hand, which the picture then shows instead of the neuron's. */
  hand: number[] | null;
  /** Whether the run began anew and nobody has said yet that they know. */
  begun: boolean;
  cut: CutView;
  /** What the examples' columns are called and measured in, the answer last; or nothing. */
  columns: string[]; scales: (Measure | null)[];
  origin: Origin; beside: Beside[];
  /** Whether changes count from the playhead on, as a branch, and not from the run's start. */
  branching: boolean;
  /** Which lives are looked at beside the run, if any. */
  lives: Seeds | null;
  /** What is looked at in the cut's place, the two weights that the landscape lies over, and the last one. */
  lens: Lens; over: [number, number]; landscape: Landscape | null;
  /** Why the server gave none when it was asked last. */
  noLandscape: Problem | null;
}

/** Seeds one after the other, from the first on. */
type Seeds = import('./model/lives.js').Seeds;

type Lens = 'cut' | 'landscape';

/** What is descended, over two of the weights. */
interface Landscape {
  /** The two weights, counted from 0, and from where to where each goes. */
  over: [number, number]; x: [number, number]; y: [number, number];
  /** All weights as they were: those that it does not lie over are held there. */
  weights: number[]; iteration: number;
  /** Where it is at most so high: polygons, each a ring and the holes in it; the highest first. */
  contours: { level: number; polygons: number[][][][] }[];
}

/** What the picture shows when a chapter of the story is entered. */
interface Scene { at?: number; playing?: boolean; speed?: Speed; inputs?: number[]; spot?: string; neuron?: number }

/** What one looks at, as it is kept in the address's fragment. */
interface Look {
  at?: number; playing?: boolean; speed?: Speed; scale?: Scale; inputs?: number[];
  example?: number; tab?: Tab; chapter?: string; weight?: number; neuron?: number; line?: number;
  columns?: string[]; scales?: (Measure | null)[];
  origin?: Origin; beside?: Beside[];
  lives?: Seeds; lens?: Lens; over?: [number, number];
  /** Where between two snapshots play was left; no address says so. */
  between?: number;
  /** How far the run had been watched; no address says so either. */
  seen?: number;
}

type Message =
  | { type: 'started' | 'begun'; run: Run }
  | { type: 'received'; count: number; last: number }
  | { type: 'stream'; status: StreamStatus }
  | { type: 'tick'; seconds: number }
  | { type: 'play' | 'pause' | 'toggle' | 'rewind' | 'end' | 'noted' }
  | { type: 'leap'; direction: 1 | -1 }
  /** At once, or in the iteration's stages. */
  | { type: 'step'; direction: 1 | -1; inStages?: boolean }
  | { type: 'seek'; iteration: number }
  | { type: 'speed'; speed: Speed }
  | { type: 'scale'; scale: Scale }
  | { type: 'switch-input'; input: number }
  | { type: 'show'; shown: Shown }
  | { type: 'look'; look: Look }
  | { type: 'exact'; exact: Exact }
  | { type: 'tab'; tab: Tab | null }
  | { type: 'chapter'; chapter: string }
  | { type: 'weight'; weight: number }
  | { type: 'neuron'; neuron: number }
  | { type: 'line'; line: number }
  | { type: 'lit'; lit: string | null }
  | { type: 'read'; iteration: number | null }
  | { type: 'told'; text: string }
  | { type: 'refused'; text: string | null }
  | { type: 'hand'; hand: number[] | null }
  | { type: 'turn'; turn: [number, number] }
  | { type: 'turn-by'; by: [number, number] }
  | { type: 'axes'; axes: number[] }
  | { type: 'beside'; beside: Beside[] }
  | { type: 'branching'; branching: boolean }
  | { type: 'lives'; lives: Seeds | null }
  | { type: 'lens'; lens: Lens }
  | { type: 'over'; over: [number, number] }
  | { type: 'landscape'; landscape: Landscape }
  | { type: 'no-landscape'; problem: Problem }
  | { type: 'still'; still: boolean }
  | { type: 'fault'; text: string };

type Dispatch = (message: Message) => void;

/** How far an iteration's stages are, each as a share from 0 to 1; at rest all is there. */
interface Moment {
  /** 1 outputs, 2 errors, 3 blame, 4 weights; 0 where nothing is shown in stages. */
  stage: 0 | 1 | 2 | 3 | 4; progress: number;
  /** The example that passes through the neuron, or −1. */
  passing: number;
  /** How far its inputs are on their way to the sum, its sum up to the curve, its output. */
  travel: number; rise: number; fill: number;
  /** With a hidden layer: how far its inputs are on their way to its neurons, and what those say. */
  first: number; made: number;
  /** How far each example's gap has opened. */
  gaps: number[];
}

/** What is drawn: one real snapshot, or what lies between two; every number belongs to the weights. */
interface Frame extends Moment {
  iteration: number; iterations: number; lastReceived: number; seen: number; playing: boolean; ended: boolean;
  weights: number[]; outputs: number[]; errors: number[]; error: number; sums: number[];
  shown: Shown; shownInputs: number[]; shownSum: number; shownOutput: number; shownError: number | null;
  shownExample: number; isSituation: boolean;
  /** Whether the shown inputs were taught, and what they should give, where that is clear. */
  taught: boolean; desired: number | null;
  answer: number; position: number;
  /** What each example should give, or, of a hidden neuron, is pulled to; and whether that is up. */
  wanted: number[]; upwards: boolean[];
  /** The forward passes of the examples, and of the shown inputs. */
  passes: Forward[]; shownPass: Forward;
  /** What the output's blame sends back to the hidden neurons, [neuron][example]. */
  readonly sentBack: number[][];
  /** Where the weights stand in the flat list; the chosen neuron's own frame. */
  places: number[]; readonly cell: Frame;
  /** The weights of all neurons, flat, whichever is chosen. */
  allWeights: number[];
  speed: Speed; scale: Scale; still: boolean; stream: StreamStatus; fault: string | null;
  begun: boolean; run: Run; config: Configuration; examples: Example[]; situation: number[]; names: string[];
  tab: Tab | null; chapter: string; weight: number; neuron: number; line: number; lit: string | null;
  told: { text: string } | null; refused: string | null; looked: CutView; lives: Seeds | null;
  columns: string[]; scales: (Measure | null)[];
  lens: Lens; over: [number, number]; landscape: Landscape | null;
  /** Why the server gave none when it was asked last. */
  noLandscape: Problem | null;
  /** The places of the snapshot that is shown, and of the furthest that was seen, in the history. */
  index: number; seenIndex: number;
  /** Whether the run leads so far that no landscape can be had. */
  readonly tooFar: boolean;
  /** Where the neuron is undecided among the situations that one looks along. */
  readonly cut: Slice;
  /** The logic functions that the neurons come closest to, the hidden ones' first; none where there are no such. */
  readonly learned: import('./model/learned.js').Learned[];
  /** The snapshot that is pointed at on the time axis. */
  read: Snapshot | null;
  /** What stood at an iteration, or at the last snapshot before it. */
  snapshotAt(iteration: number): Snapshot;
  /** The runs beside this one; where it begins on the time axis itself. */
  ghosts: Ghost[]; from: number; origin: Origin; beside: Beside[]; branching: boolean;
  /** Weights set by hand, shown instead of the snapshot's; the neuron's own mean error beside. */
  hand: number[] | null; neuronsError: number;
  /** What the neuron says to any inputs, with the weights that are shown. */
  ask(inputs: number[]): Forward;
  /** A situation as the weights meet it, one number a weight. */
  rowOf(inputs: number[]): number[];
  /** The iteration that begins here, taken apart; exact where the core has said so. */
  readonly step: Step; isExact: boolean;
}

/** What one looks up in a run: the lines of the time chart at one place. */
interface Snapshot { iteration: number; weights: number[]; error: number }

interface View { render(frame: Frame): void }

/** A chart's own axis transforms, in pixels from the chart's corner. */
interface Axes {
  /** How many pixels a sixteenth of the root's font size is: 1 on an ordinary screen. */
  unit: number;
  /** The whole chart's, with its margins. */
  width: number;
  left: number; right: number; top: number; bottom: number;
  x(value: number): number; y(value: number): number; fromX(pixel: number): number;
  /** Where its lines across are. */
  grid: number[];
  strip: { top: number; bottom: number; y(value: number): number } | null;
}

/** A view that moves over a chart, and learns its axes whenever it is drawn. */
interface PlacedView extends View { chart: HTMLElement; place(axes: Axes): void }

/** A chart as Plotly takes it. */
interface Figure { data: any[]; layout: any }

interface PlotlyAxis {
  _offset: number; _length: number; _vals?: { x: number }[];
  d2p(v: number): number; p2d(p: number): number;
}
interface PlotlyElement extends HTMLElement { _fullLayout: Record<string, PlotlyAxis> & { width: number } }
declare const Plotly: {
  react(root: HTMLElement, data: object[], layout: object, config: object): Promise<PlotlyElement>;
};
