/**
 * The course of a stop as data: who acts when, for a drawing. Seconds count from the stop; the time before it is
 * between -1 and 0.
 */
import {
  canRun,
  CASE_TITLES,
  instantsOf,
  type Instants,
  type StopCase,
  type StopFacts,
  type StopTimes,
} from './stop.ts';
import { leftOutOf, stepsOf } from './words.ts';

export interface Course {
  readonly title: string;
  readonly lanes: readonly StopLane[];
  readonly marks: readonly StopMark[];
  /** The last second that is shown. */
  readonly end: number;
  /** All steps as sentences, in order. */
  readonly steps: readonly string[];
  /** What does not run, as sentences; never empty. */
  readonly leftOut: readonly string[];
}

export interface StopLane {
  readonly name: string;
  readonly bars: readonly StopBar[];
}

export interface StopBar {
  readonly from: number;
  readonly to: number;
  readonly kind: BarKind;
  readonly text: string;
}
export type BarKind = 'job' | 'hook' | 'running' | 'ending' | 'left-out';

/** A moment that all lanes share. */
export interface StopMark {
  readonly at: number;
  readonly text: string;
}

/** Kubernetes creates no pod with two handlers or an empty one, so nothing of the job ever runs. */
const REFUSED: Course = {
  title: 'The job does not start: Kubernetes refuses its pod',
  lanes: [{ name: 'Job', bars: [{ from: -1, to: 1, kind: 'left-out', text: 'does not start' }] }],
  marks: [],
  end: 1,
  steps: ['Kubernetes refuses the pod: its hook has more than one handler, or none. The job ends as a system failure.'],
  leftOut: ['The whole job, and its hook.'],
};

/** The end of the script, within the time before the stop. */
const SCRIPT_OVER = -0.45;

export function courseOf(facts: StopFacts, times: StopTimes, stopCase: StopCase): Course {
  if (facts.handler === 'refused') return REFUSED;
  const instants = instantsOf(facts, times);
  return {
    title: `${CASE_TITLES[stopCase]}: ${summaryOf(facts, times, instants)}`,
    lanes: [jobLane(stopCase, instants), ...hookLanes(facts, times, stopCase), containerLane(stopCase, instants)],
    marks: marksOf(instants, times, stopCase),
    end: instants.kill,
    steps: stepsOf(facts, times, stopCase),
    leftOut: leftOutOf(facts, times, stopCase),
  };
}

function summaryOf(facts: StopFacts, { grace, takes }: StopTimes, { term, kill }: Instants): string {
  const end = `TERM after ${term} s, KILL after ${kill} s at the latest`;
  if (!canRun(facts)) return `no hook runs, ${end}`;
  if (grace === 0) return `the hook is left out, ${end}`;
  return takes > grace ? `the hook is cut off after ${grace} s, ${end}` : `the hook runs for ${takes} s, ${end}`;
}

function jobLane(stopCase: StopCase, { term }: Instants): StopLane {
  const name = 'Job';
  const after = { from: SCRIPT_OVER, to: 0, kind: 'job', text: 'after_script' } as const;
  const noAfter = { ...after, kind: 'left-out', text: 'no after_script' } as const;
  const script = { from: -1, to: SCRIPT_OVER, kind: 'job', text: 'script' } as const;
  switch (stopCase) {
    case 'drained':
      return { name, bars: [{ ...script, to: Math.max(term, 0), text: 'script goes on' }] };
    case 'exits':
      return { name, bars: [{ ...script, text: 'script, exit' }, noAfter] };
    default:
      return { name, bars: [{ ...script, text: SCRIPTS[stopCase] }, after] };
  }
}

const SCRIPTS = { ends: 'script', fails: 'script, error', cancelled: 'script, cancel' } as const;

function hookLanes(facts: StopFacts, times: StopTimes, stopCase: StopCase): readonly StopLane[] {
  const bar = hookBar(facts, times);
  if (stopCase !== 'exits') return [{ name: whereIn(facts), bars: [bar] }];
  const none: StopBar = { from: SCRIPT_OVER, to: Math.max(times.grace, 1), kind: 'left-out', text: 'does not run' };
  return [
    { name: 'Hook in build', bars: [none] },
    { name: 'Hook in the other containers', bars: [bar] },
  ];
}

/** Who runs the hook. */
function whereIn({ handler }: StopFacts): string {
  if (handler === 'http_get') return 'Hook: request from the kubelet on the node';
  return handler === 'exec' ? 'Hook: command in each container' : 'Hook';
}

function hookBar(facts: StopFacts, { grace, takes }: StopTimes): StopBar {
  const whole = Math.max(grace, 1);
  if (!canRun(facts) || grace === 0) return { from: 0, to: whole, kind: 'left-out', text: 'does not run' };
  const isCut = takes > grace;
  const text = isCut
    ? `cut off after ${grace} s of ${takes} s`
    : `${facts.handler === 'unknown' ? 'hook' : facts.handler}, ${takes} s`;
  return { from: 0, to: Math.min(takes, grace), kind: 'hook', text };
}

function containerLane(stopCase: StopCase, { term, kill }: Instants): StopLane {
  const running: StopBar = { from: -1, to: term, kind: 'running', text: 'running' };
  const ending: StopBar = { from: term, to: kill, kind: 'ending', text: `${kill - term} s to end` };
  return { name: stopCase === 'exits' ? 'The other containers' : 'Containers', bars: [running, ending] };
}

function marksOf({ term, kill }: Instants, { grace }: StopTimes, stopCase: StopCase): readonly StopMark[] {
  const stop = stopCase === 'drained' ? 'eviction' : 'pod is deleted';
  const over = kill > grace && grace > 0 && term < grace ? [{ at: grace, text: 'grace period is over' }] : [];
  return [{ at: 0, text: stop }, { at: term, text: 'TERM' }, ...over, { at: kill, text: 'KILL' }];
}
