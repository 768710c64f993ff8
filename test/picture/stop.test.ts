/** What happens when the containers of a job are stopped: who does what and when, what is skipped, and the drawing. */
import { describe, expect, test } from 'vitest';
import { roughly } from '../../server/src/picture/label.ts';
import { courseOf, type Course } from '../../server/src/picture/stop/course.ts';
import { stopSvg } from '../../server/src/picture/stop/drawing.ts';
import { instantsOf, STOP_CASES, type StopFacts, type StopTimes } from '../../server/src/picture/stop/stop.ts';

const EXEC: StopFacts = { handler: 'exec', containers: ['build', 'helper', 'svc-0'], mayHaveMore: false };
const USUAL: StopTimes = { grace: 30, takes: 5 };
const HANDLERS = ['exec', 'http_get', 'tcp_socket', 'none', 'unknown', 'refused'] as const;

const all = ({ steps, leftOut }: Course): string => [...steps, ...leftOut].join('\n');
const bars = ({ lanes }: Course, kind: string) => lanes.flatMap(lane => lane.bars.filter(bar => bar.kind === kind));

describe('TERM and KILL', () => {
  test.each([
    // the grace period includes the time of the hook
    ['exec', { grace: 30, takes: 5 }, { term: 5, kill: 30 }],
    // after a hook that takes too long, two seconds are left
    ['exec', { grace: 30, takes: 45 }, { term: 30, kill: 32 }],
    ['exec', { grace: 30, takes: 29 }, { term: 29, kill: 31 }],
    ['exec', { grace: 1, takes: 5 }, { term: 1, kill: 3 }],
    // without a grace period, no hook runs
    ['exec', { grace: 0, takes: 5 }, { term: 0, kill: 2 }],
    ['http_get', { grace: 30, takes: 5 }, { term: 5, kill: 30 }],
    // the kubelet cannot run it
    ['tcp_socket', { grace: 30, takes: 5 }, { term: 0, kill: 30 }],
    ['none', { grace: 30, takes: 5 }, { term: 0, kill: 30 }],
  ] as const)('of %s with %j', (handler, times, instants) => {
    expect(instantsOf({ ...EXEC, handler }, times)).toEqual(instants);
  });
});

describe('what is left out', () => {
  test('the hook in a container that exits by itself, and nowhere else', () => {
    const course = courseOf(EXEC, USUAL, 'exits');
    expect(course.leftOut.join()).toContain('The hook in the build container');
    expect(course.steps.join()).toContain('in helper and svc-0.');
    expect(bars(course, 'hook')).toHaveLength(1);
    for (const other of STOP_CASES.filter(one => one !== 'exits'))
      expect(all(courseOf(EXEC, USUAL, other))).not.toContain('The hook in the build container');
  });

  test('the hook without a grace period', () => {
    const course = courseOf(EXEC, { grace: 0, takes: 5 }, 'ends');
    expect(course.leftOut.join()).toContain('grace period of 0');
    expect(bars(course, 'hook')).toEqual([]);
    expect(course.steps.join()).not.toContain('The command starts');
  });

  test('the rest of a hook that is slower than the grace period', () => {
    const course = courseOf(EXEC, { grace: 30, takes: 45 }, 'drained');
    expect(course.leftOut.join()).toContain('it takes 45 s, and the grace period is 30 s');
    expect(bars(course, 'hook')).toMatchObject([{ from: 0, to: 30, text: 'cut off after 30 s of 45 s' }]);
  });

  test('after_script where the node is drained, and not where the job fails or is cancelled', () => {
    expect(courseOf(EXEC, USUAL, 'drained').leftOut.join()).toContain('after_script');
    for (const stopCase of ['ends', 'fails', 'cancelled'] as const) {
      expect(courseOf(EXEC, USUAL, stopCase).leftOut.join()).not.toContain('after_script');
      expect(bars(courseOf(EXEC, USUAL, stopCase), 'job').map(({ text }) => text)).toContain('after_script');
    }
  });

  test('nothing where the job ends and has no services', () => {
    const course = courseOf({ ...EXEC, containers: ['build', 'helper'] }, USUAL, 'ends');
    expect(course.leftOut).toEqual(['Nothing is left out.']);
  });

  test('a hook of tcp_socket, which the kubelet cannot run', () => {
    const course = courseOf({ ...EXEC, handler: 'tcp_socket' }, USUAL, 'ends');
    expect(course.leftOut.join()).toContain('FailedPreStopHook');
    expect(bars(course, 'hook')).toEqual([]);
  });
});

test('a job whose pod Kubernetes refuses does not start', () => {
  const course = courseOf({ ...EXEC, handler: 'refused' }, USUAL, 'ends');
  expect(all(course)).toContain('Kubernetes refuses the pod');
  expect(bars(course, 'job')).toEqual([]);
});

test('a request comes from the kubelet, a command runs in the containers', () => {
  expect(all(courseOf({ ...EXEC, handler: 'http_get' }, USUAL, 'ends'))).toContain(
    'The kubelet sends the request from the node',
  );
  expect(all(courseOf(EXEC, USUAL, 'ends'))).toContain('The command starts in each container');
});

test('services that are not known are told of', () => {
  const course = courseOf({ ...EXEC, containers: ['build', 'helper'], mayHaveMore: true }, USUAL, 'ends');
  expect(course.steps.join()).toContain('build, helper and services that are not known here');
});

describe('the drawing', () => {
  const times = [
    USUAL,
    { grace: 0, takes: 5 },
    { grace: 30, takes: 45 },
    { grace: 86_400, takes: 1 },
    { grace: 1, takes: 86_400 },
  ];
  const drawings = HANDLERS.flatMap(handler =>
    STOP_CASES.flatMap(stopCase =>
      times.flatMap(time =>
        [260, 400, 900].map(
          width => [stopSvg(courseOf({ ...EXEC, handler }, time, stopCase), width, roughly), width] as const,
        ),
      ),
    ),
  );

  test('keeps every part inside its width', () => {
    for (const [svg, width] of drawings) {
      const boxes = [...svg.matchAll(/<rect x="([^"]*)" y="[^"]*" width="([^"]*)"/g)];
      const outside = boxes.filter(([, x, long]) => !(Number(x) >= 0 && Number(x) + Number(long) <= width));
      const texts = [...svg.matchAll(/<text [^>]*x="([^"]*)"/g)].filter(([, x]) => !(Number(x) <= width));
      expect([...outside, ...texts].map(([part]) => part)).toEqual([]);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  test('has colours by classes alone, nothing from elsewhere, and its title in words', () => {
    for (const [svg] of drawings) {
      expect(svg).not.toMatch(/style=|fill=|stroke=|href|<style|<script/);
      expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="[^"]+: [^"]+ (?:TERM after |refuses its pod)/);
    }
  });

  test('has few ticks, however long it is', () => {
    for (const [svg] of drawings) expect([...svg.matchAll(/>\d+ s<\/text>/g)].length).toBeLessThan(16);
  });
});
