/**
 * Our globs beside picomatch: where both mean the same, they match the same paths. Why it is not used is told in
 * docs/decisions/globs.md, and held here, too.
 */
import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { globOf } from '../../server/src/simulation/glob.ts';
import { linesOf } from './runs.ts';

/** As near to Ruby's flags as its options come. */
const OPTIONS = { dot: true, noextglob: true, nonegate: true, strictSlashes: true } as const;

function ours(glob: string, path: string): boolean | undefined {
  return globOf(glob)?.(path);
}

function theirs(glob: string, path: string): boolean {
  return picomatch(glob, OPTIONS)(path);
}

/** The paths and globs of the recorded decisions. */
function recorded(): { readonly globs: ReadonlySet<string>; readonly paths: ReadonlySet<string> } {
  const [globs, paths] = [new Set<string>(), new Set<string>()];
  for (const line of linesOf('rules') as readonly { readonly yaml: string; readonly event?: object }[]) {
    for (const [, glob = ''] of line.yaml.matchAll(/"([^"\\$\n]+)"/g)) globs.add(glob);
    const event: Readonly<Record<string, unknown>> = { ...line.event };
    for (const held of [event['changed'], event['files']])
      if (Array.isArray(held)) for (const path of held) paths.add(String(path));
  }
  return { globs, paths };
}

/** Where they differ on purpose: a trailing `**`, brackets and braces that may be meant literally, `[!…]`, `[[:…`, `./`. */
const DIFFERS = /\*\*(?!\/)|\[[![\]]|\[[^-\]]\]|\{[^,{}]*\}|^\.\/|\/\.\/|"|\{\d/;

describe('picomatch', () => {
  test('matches the same paths by the recorded globs that mean the same to both', () => {
    const { globs, paths } = recorded();
    const common = [...globs].filter(glob => /[*?[{]/.test(glob) && !DIFFERS.test(glob));
    expect(common.length).toBeGreaterThan(50);
    const differing = common.flatMap(glob =>
      [...paths].filter(path => ours(glob, path) !== theirs(glob, path)).map(path => `${glob} ${path}`),
    );
    expect(differing).toEqual([]);
  });

  const NAME = fc.stringMatching(/^[a-c.-]{1,3}$/).filter(name => !/^\.+$/.test(name));
  const PIECE = fc.oneof(
    { weight: 4, arbitrary: fc.stringMatching(/^[a-c]{1,2}$/) },
    fc.constantFrom('*', '?', '[ab]', '[a-c]', '{a,b}', '{a,bc,c}', '.', '-'),
  );
  const PART = fc
    .array(PIECE, { minLength: 1, maxLength: 4 })
    .map(pieces => pieces.join('').replaceAll(/\*+/g, '*'))
    .filter(part => !/^[.?]+$/.test(part) && !part.startsWith('.'));
  const GLOB = fc
    .tuple(fc.array(fc.oneof({ weight: 3, arbitrary: PART }, fc.constant('**')), { maxLength: 3 }), PART)
    .map(([folders, file]) => [...folders, file].join('/'));
  const PATH = fc.array(NAME, { minLength: 1, maxLength: 4 }).map(names => names.join('/'));

  test('matches the same paths by globs of the usual kinds', () => {
    fc.assert(
      fc.property(GLOB, PATH, (glob, path) => {
        expect([glob, path, ours(glob, path)]).toEqual([glob, path, theirs(glob, path)]);
      }),
      { numRuns: 20_000 },
    );
  });

  // the first of each pair is what Ruby does, by the recorded decisions
  test.each([
    ['src/**', 'src/lib/a.rb', false],
    ['**', 'src/app.rb', false],
    ['[!d]*', 'Makefile', true],
    ['[!a]', 'b', true],
    ['[x]', '[x]', false],
    ['x{y}', 'x{y}', false],
    ['{.gitlab-ci.yml}', '.gitlab-ci.yml', true],
    ['./docs/*', 'docs/index.md', false],
  ])('reads %s otherwise for %s', (glob, path, result) => {
    expect(ours(glob, path)).toBe(result);
    expect(theirs(glob, path)).not.toBe(result);
  });

  test('would need exponential time for what ours reads in a moment', () => {
    const glob = `${'*a'.repeat(900)}b`;
    expect(ours(glob, 'a'.repeat(3000))).toBe(false);
    expect(ours(`${'**/a/'.repeat(300)}b`, 'a/'.repeat(3000))).toBe(false);
    // every `[^/]*?` of it multiplies the time
    expect(picomatch.makeRe(glob, OPTIONS).source.match(/\[\^\/]\*\?/g)).toHaveLength(900);
  });

  test('makes regular expressions that RE2 cannot run', () => {
    expect(picomatch.makeRe('**/*.ts', OPTIONS).source).toContain('(?!');
  });
});
