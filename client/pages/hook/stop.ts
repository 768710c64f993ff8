/** What happens when the job is stopped: a case, two durations, the drawing, and the same in sentences. */
import { say } from '../frame/words.ts';
import type { HookPreview } from '../../../server/src/picture/hook-preview.ts';
import { courseOf, type Course } from '../../../server/src/picture/stop/course.ts';
import { stopSvg } from '../../../server/src/picture/stop/drawing.ts';
import {
  canRun,
  CASE_TITLES,
  LONGEST_TIME,
  STOP_CASES,
  USUAL_TIME,
  type StopCase,
} from '../../../server/src/picture/stop/stop.ts';
import { html, keyed, setText } from '../frame/dom.ts';
import { measureIn } from '../frame/measure.ts';

export interface SavedStop {
  readonly stopCase: StopCase;
  /** The grace period that the user entered; missing if the settings decide. */
  readonly grace?: number | undefined;
}

export interface StopPart {
  readonly root: HTMLElement;
  readonly show: (preview: HookPreview) => void;
}

export function stopWith(kept: Partial<SavedStop>, keep: (state: SavedStop) => void): StopPart {
  let stopCase: StopCase = kept.stopCase ?? 'ends';
  let [grace, takes] = [kept.grace, undefined as number | undefined];
  let shown: HookPreview | undefined;
  const drawing = html('div', { class: 'drawing' });
  const steps = html('ol', { 'aria-label': say('Step by step') });
  const leftOut = html('ul', { 'aria-label': say('What does not run') });
  const graceInput = seconds('grace', say('Grace period'), value => {
    grace = value;
    draw();
  });
  const takesInput = seconds('takes', say('The hook takes'), value => {
    takes = value;
    draw();
  });
  const cases = casesWith(stopCase, chosen => {
    stopCase = chosen;
    draw();
  });
  const draw = (): void => {
    if (!shown) return;
    keep({ stopCase, grace });
    const { stop } = shown;
    const times = { grace: grace ?? shown.grace, takes: takes ?? stop.atLeast ?? USUAL_TIME };
    setValue(graceInput.input, times.grace);
    setValue(takesInput.input, times.takes);
    takesInput.root.hidden = !canRun(stop);
    const course = spokenCourse(courseOf(stop, times, stopCase));
    put(drawing, stopSvg(course, drawing.clientWidth, measureIn(getComputedStyle(document.body).fontFamily)));
    listIn(steps, course.steps);
    listIn(leftOut, course.leftOut);
  };
  new ResizeObserver(draw).observe(drawing);
  return {
    root: html(
      'section',
      { 'aria-labelledby': 'stop' },
      html('h2', { id: 'stop' }, say('When the job is stopped')),
      html('div', { class: 'choices' }, cases, graceInput.root, takesInput.root),
      drawing,
      html(
        'div',
        { class: 'told' },
        html('div', {}, html('h3', {}, say('Step by step')), steps),
        html('div', {}, html('h3', {}, say('What does not run')), leftOut),
      ),
      html('p', { class: 'remark' }, say(REMARK)),
    ),
    show(preview) {
      if (shown?.job !== preview.job) takes = undefined;
      shown = preview;
      draw();
    },
  };
}

const REMARK =
  'This is so with the Kubernetes executor; other executors pass the hook over. No hook runs where a node is lost or a pod is deleted by force. What a hook prints is in no job log.';

/** Chooses one of the cases: a group of radio buttons, also usable by keys. */
function casesWith(first: StopCase, chosen: (stopCase: StopCase) => void): HTMLElement {
  const group = html('fieldset', {}, html('legend', {}, say('Case')));
  for (const stopCase of STOP_CASES) {
    const input = html('input', {
      type: 'radio',
      name: 'case',
      value: stopCase,
      ...(stopCase === first && { checked: '' }),
    });
    input.addEventListener('change', () => chosen(stopCase));
    group.append(html('label', {}, input, html('span', {}, say(CASE_TITLES[stopCase]))));
  }
  return group;
}

interface Seconds {
  readonly root: HTMLElement;
  readonly input: HTMLInputElement;
}

/** A field for whole seconds; while its content is not a number, the last one stays in force. */
function seconds(id: string, label: string, typed: (value: number) => void): Seconds {
  const input = html('input', { id, type: 'number', min: '0', max: String(LONGEST_TIME), step: '1' });
  input.addEventListener('input', () => {
    const value = input.valueAsNumber;
    if (Number.isInteger(value) && value >= 0 && value <= LONGEST_TIME) typed(value);
  });
  return { root: html('div', { class: 'field' }, html('label', { for: id }, say(`${label} (seconds)`)), input), input };
}

/** Never while somebody is typing in it. */
function setValue(input: HTMLInputElement, value: number): void {
  if (document.activeElement !== input && input.valueAsNumber !== value) input.value = String(value);
}

const drawn = new WeakMap<Element, string>();

/** The drawing is parsed as XML, in which nothing runs. */
function put(parent: Element, text: string): void {
  if (drawn.get(parent) === text) return;
  drawn.set(parent, text);
  const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
  parent.replaceChildren(document.importNode(documentElement, true));
}

function listIn(list: Element, sentences: readonly string[]): void {
  const rows = sentences.map((text, index) => ({ text, key: String(index) }));
  keyed(list, rows, ({ key }) => key, {
    make: () => html('li'),
    update: (item, { text }) => setText(item, text),
  });
}

/** The course in the language of the editor. */
function spokenCourse({ title, lanes, marks, steps, leftOut, ...course }: Course): Course {
  return {
    ...course,
    title: say(title),
    lanes: lanes.map(({ name, bars }) => ({
      name: say(name),
      bars: bars.map(bar => ({ ...bar, text: say(bar.text) })),
    })),
    marks: marks.map(mark => ({ ...mark, text: say(mark.text) })),
    steps: steps.map(say),
    leftOut: leftOut.map(say),
  };
}
