/** SVG and Mermaid of a picture: shapes and words of every state; names are only text, whatever they contain. */
import { describe, expect, test } from 'vitest';
import { labelOf, roughly } from '../../server/src/picture/label.ts';
import { wayOf } from '../../server/src/picture/line.ts';
import { mermaidOf } from '../../server/src/picture/mermaid.ts';
import type { Picture } from '../../server/src/picture/picture.ts';
import { shapeOf } from '../../server/src/picture/shape.ts';
import { svgOf } from '../../server/src/picture/svg.ts';
import { node } from './pictures.ts';

const STATES = ['runs', 'manual', 'delayed', 'on-failure', 'depends', 'out'] as const;

function pictureOfNames(...names: readonly string[]): Picture {
  const nodes = names.map((name, index) => node(String(index), { name, says: [name], reason: name }));
  return { scenario: names.join(), verdict: names.join(), errors: [], stages: [names.join()], nodes, edges: [] };
}

describe('shapes', () => {
  const size = { width: 120, height: 44 };

  test('tell every state of a job that is in from all others', () => {
    const drawn = STATES.filter(state => state !== 'out').map(state => shapeOf(node('a', { state }), size)[0]?.d);
    expect(new Set(drawn).size).toBe(STATES.length - 1);
  });

  test('show copies, pipelines and jobs that may fail by a part of their own', () => {
    const roles = (given: Parameters<typeof node>[1]) => shapeOf(node('a', given), size).map(({ role }) => role);
    expect(roles({})).toEqual(['outline']);
    expect(roles({ copies: [{ name: 'a 1/2', says: '' }] })).toContain('copies');
    expect(roles({ kind: 'child' })).toContain('bars');
    expect(roles({ mayFail: true })).toContain('may-fail');
  });
});

describe('labels', () => {
  test('cut what is too wide, between letters and never within one', () => {
    const label = labelOf({ name: '👍'.repeat(300), says: ['short'] }, roughly);
    const [name, says] = label.lines.map(({ text }) => text);
    expect(name).toMatch(/^(?:👍)+…$/u);
    expect(says).toBe('short');
    expect(label.width).toBeLessThan(300);
  });

  test('grow in steps, so that a letter does not move all jobs', () => {
    const widthOf = (name: string) => labelOf({ name, says: [] }, roughly).width;
    expect(widthOf('a-long-name-of-a-job')).toBe(widthOf('a-long-name-of-a-jo'));
  });
});

test('a line bends, and leads around where it goes back', () => {
  expect(
    wayOf([
      { x: 0, y: 0 },
      { x: 10, y: 20 },
    ]),
  ).toBe('M0 0C5 0 5 20 10 20');
  expect(
    wayOf([
      { x: 50, y: 0 },
      { x: 10, y: 0 },
    ]),
  ).toBe('M50 0C90 0 -30 0 10 0');
  expect(wayOf([])).toBe('');
});

const HOSTILE = [
  '"><script>alert(1)</script>',
  ']]><svg onload=x>&lt;',
  '\'"`\\ ]) }} -->\n  click j0 href "javascript:alert(1)"',
  '%%{init: {}}%% $$\\href{javascript:x}$$ #quot; #60;b#62;',
  '\u0000\u0007\ud800\ufffe\u202e',
];

describe('SVG', () => {
  const svg = svgOf(pictureOfNames(...HOSTILE), roughly);

  test('has no element and no attribute that a name brought along', () => {
    const tags = new Set([...svg.matchAll(/<\/?([^\s>/]+)/g)].map(([, tag]) => tag));
    expect([...tags].toSorted()).toEqual(['g', 'path', 'rect', 'style', 'svg', 'text', 'title']);
    expect(svg).not.toMatch(/<[^>]*\s(?:on\w+|href|style)=/);
    expect(svg).not.toMatch(/[\u0000-\u0008\ufffe\ud800-\udfff]/);
  });

  test('refers to nothing outside of itself', () => {
    expect(svg.replaceAll(/>[^<]*</g, '><')).not.toMatch(/href|url\(|@import|<image|foreignObject/);
  });

  test('says all of a name where the drawing cuts it', () => {
    const name = 'a'.repeat(200);
    const drawn = svgOf(pictureOfNames(name), roughly);
    expect(drawn).toContain(`<title>${name}, `);
    expect(drawn).toMatch(/<text class="name"[^>]*>a{20,40}…</);
  });
});

describe('Mermaid', () => {
  test('has lines, quotes and shapes of our own only', () => {
    const chart = mermaidOf(pictureOfNames(...HOSTILE));
    const lines = chart.trimEnd().split('\n');
    expect(lines).toHaveLength(4 + HOSTILE.length);
    for (const line of lines.slice(3, -1)) expect(line).toMatch(/^ {4}j\d\["(?:[^"<>`\\$%;&{}[\]]|#\d+;|<br\/>)*"\]$/);
  });

  test('gives every state its shape, and ghosts a dashed one', () => {
    const nodes = STATES.map(state => node(state, { state }));
    const chart = mermaidOf({ ...pictureOfNames(), stages: ['s'], nodes });
    expect(chart).toContain('j0["runs<br/>runs"]');
    expect(chart).toContain('j1[\\"manual<br/>runs"/]');
    expect(chart).toContain('j4{{"depends<br/>runs"}}');
    expect(chart).toContain('class j5 out');
  });
});
