/**
 * Draws a course as SVG of a given width: shapes and words show everything, and colours are classes for the page to
 * style.
 */
import { escaped } from '../escaped.ts';
import { fitted, FONT_SIZES, type Measure } from '../label.ts';
import { round } from '../line.ts';
import type { StopBar, Course, StopLane, StopMark } from './course.ts';

const MARGIN = 18;
/** Room above the lanes for the names of moments in two rows. */
const HEAD = 44;
const LANE = 50;
const BAR = 24;
const FOOT = 26;
/** The part of the width for the time before the stop. */
const BEFORE = 0.28;
const NARROWEST = 260;

/** One drawing, with its title as the text of the image. */
export function stopSvg(course: Course, wanted: number, measure: Measure): string {
  const width = Math.max(NARROWEST, Math.round(wanted));
  const height = HEAD + course.lanes.length * LANE + FOOT;
  const scale = scaleOf(course, width);
  const bottom = height - FOOT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(course.title)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<line class="axis" x1="${MARGIN}" y1="${bottom}" x2="${width - MARGIN}" y2="${bottom}"/>`,
    // lines first, so that text over them stays readable
    ...course.marks.map(
      ({ at }) => `<line class="mark" x1="${scale(at)}" y1="${HEAD - 5}" x2="${scale(at)}" y2="${bottom}"/>`,
    ),
    ...ticksOf(course.end, scale).map(at => tickAt(at, scale(at), bottom)),
    ...course.lanes.flatMap((lane, index) => laneAt(lane, HEAD + index * LANE, { scale, width }, measure)),
    ...marksAt(course.marks, { scale, width }, measure),
    '</svg>',
  ].join('');
}

/** The position of a second; the time before the stop has a range of its own. */
type Scale = (at: number) => number;

function scaleOf({ end }: Course, width: number): Scale {
  const all = width - 2 * MARGIN;
  const stop = MARGIN + all * BEFORE;
  const perSecond = (all * (1 - BEFORE)) / Math.max(end, 1);
  return at => round(at < 0 ? stop + at * all * BEFORE : stop + at * perSecond);
}

interface Room {
  readonly scale: Scale;
  readonly width: number;
}

function laneAt({ name, bars }: StopLane, top: number, room: Room, measure: Measure): readonly string[] {
  const shown = fitted(name, 'name', measure, room.width - 2 * MARGIN);
  return [
    `<text class="lane" x="${MARGIN}" y="${top + 13}">${escaped(shown)}</text>`,
    ...bars.map((bar, index) => barAt(bar, top + 19, room, index === bars.length - 1, measure)),
  ];
}

/** A text that is too long for its bar is written after it, if nothing else is there. */
function barAt({ from, to, kind, text }: StopBar, y: number, room: Room, isLast: boolean, measure: Measure): string {
  const [x, end] = [room.scale(from), room.scale(to)];
  const width = Math.max(2, round(end - x));
  const isOutside =
    isLast && measure(text, 'says') > width - 8 && measure(text, 'says') < room.width - MARGIN - end - 6;
  const shown = isOutside ? text : fitted(text, 'says', measure, width - 8);
  const at = isOutside ? `class="says outside" x="${end + 6}"` : `class="says" x="${round(x + width / 2)}"`;
  const label = shown.length > 1 ? `<text ${at} y="${y + 16}">${escaped(shown)}</text>` : '';
  return `<g class="${kind}"><title>${escaped(text)}</title><rect x="${x}" y="${y}" width="${width}" height="${BAR}" rx="3"/>${label}</g>`;
}

/** Names that would overlap move up a row; moments at the same second share one. */
function marksAt(marks: readonly StopMark[], { scale, width }: Room, measure: Measure): readonly string[] {
  const ends = [-Infinity, -Infinity];
  return together(marks).map(({ at, text }) => {
    const x = scale(at);
    const half = measure(text, 'says') / 2;
    const middle = Math.min(width - MARGIN - half, Math.max(MARGIN + half, x));
    const row = (ends[0] ?? 0) + 6 <= middle - half ? 0 : 1;
    ends[row] = middle + half;
    const y = HEAD - 8 - row * (FONT_SIZES.says + 5);
    return `<text class="says" x="${round(middle)}" y="${y}">${escaped(text)}</text>`;
  });
}

function together(marks: readonly StopMark[]): readonly StopMark[] {
  const at = [...new Set(marks.map(mark => mark.at))];
  return at.map(second => ({
    at: second,
    text: marks
      .filter(mark => mark.at === second)
      .map(({ text }) => text)
      .join(', '),
  }));
}

/** A few round numbers. */
function ticksOf(end: number, scale: Scale): readonly number[] {
  const room = scale(end) - scale(0);
  const most = Math.max(1, Math.floor(room / 60));
  const step = STEPS.find(candidate => end / candidate <= most) ?? Math.ceil(end / most);
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600];

function tickAt(at: number, x: number, bottom: number): string {
  return `<line class="axis" x1="${x}" y1="${bottom}" x2="${x}" y2="${bottom + 4}"/><text class="says" x="${x}" y="${bottom + 17}">${at} s</text>`;
}
