/** A plan as an SVG picture, with no content from elsewhere; what a job does is said in words as well as shown. */
import { isDoubt } from '../../expression/truth.ts';
import type { PlannedJob } from '../../simulation/plan.ts';
import { pictureOf, type Box, type Picture } from './layout.ts';
import type { PipelinePlan } from './plan-of.ts';
import { verdictOf } from './words.ts';

export function svgOf(plan: PipelinePlan): string {
  const picture = pictureOf(plan.jobs, widthOf);
  const { width, height } = picture;
  const size = `width="${rounded(width)}" height="${rounded(height)}" viewBox="0 0 ${rounded(width)} ${rounded(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="Pipeline" ${size}>`,
    `<style>${STYLE}</style>`,
    '<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>',
    ...columns(picture),
    ...picture.needs.map(lineOf),
    ...picture.jobs.map(nodeOf),
    '</svg>',
  ]
    .map(line => `${line}\n`)
    .join('');
}

const STYLE = [
  'svg{font:13px system-ui,sans-serif;background:#fff;color:#1f2328}',
  'text{fill:currentColor}.stage{font-weight:600}.says{font-size:11px;opacity:.8}',
  'rect{fill:#f6f8fa;stroke:currentColor}.manual rect,.delayed rect{stroke-dasharray:2 2}.depends rect{stroke-dasharray:8 3}',
  '.out{opacity:.5}.out rect{stroke-dasharray:5 5}',
  'path{fill:none;stroke:currentColor}marker path{fill:currentColor}.optional{stroke-dasharray:4 3}',
  '@media (prefers-color-scheme:dark){svg{background:#1f2328;color:#f0f6fc}rect{fill:#30363d}}',
].join('');

/** Nobody knows the font; a little wider is better than cut. */
function widthOf(job: PlannedJob): number {
  return 24 + Math.max(8 * job.name.length, 6.5 * verdictOf(job).length);
}

function columns({ stages }: Picture): readonly string[] {
  return stages.map(({ name, x }) => `<text class="stage" x="${rounded(x)}" y="24">${escaped(name)}</text>`);
}

function nodeOf({ job, box }: Picture['jobs'][number]): string {
  const { x, y, width, height } = box;
  const at = `x="${rounded(x)}" y="${rounded(y)}" width="${rounded(width)}" height="${height}" rx="6"`;
  return `<g class="${kindOf(job)}"><rect ${at}/>${label(box, 18, '', job.name)}${label(box, 35, ' class="says"', verdictOf(job))}</g>`;
}

function label({ x, y, width }: Box, by: number, style: string, text: string): string {
  return `<text${style} x="${rounded(x + width / 2)}" y="${rounded(y + by)}" text-anchor="middle">${escaped(text)}</text>`;
}

function kindOf({ included, when }: PlannedJob): string {
  if (included === false) return 'out';
  return isDoubt(included) || isDoubt(when) ? 'depends' : when;
}

/** From the right side of one job to the left side of another, also where both are of one stage. */
function lineOf({ from, to, optional }: Picture['needs'][number]): string {
  const start = `${rounded(from.x + from.width)} ${rounded(from.y + from.height / 2)}`;
  const end = `${rounded(to.x)} ${rounded(to.y + to.height / 2)}`;
  const [out, back] = [from.x + from.width + BEND, to.x - BEND].map(rounded);
  const way = `M${start}C${out ?? ''} ${rounded(from.y + from.height / 2)} ${back ?? ''} ${rounded(to.y + to.height / 2)} ${end}`;
  return `<path${optional ? ' class="optional"' : ''} d="${way}" marker-end="url(#end)"/>`;
}

const BEND = 40;

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`).replaceAll(/[\0-\x08\v\f\x0e-\x1f]/g, ' ');
}
