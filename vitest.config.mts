import { readdirSync, readFileSync } from 'node:fs';
import picomatch from 'picomatch';
import { configDefaults, defineConfig } from 'vitest/config';
import { sample } from './scripts/sample.mjs';

/** Tests that need the bundles of dist/ or programs of the system, and so run after the build. */
const bundles = ['test/bundles/**/*.test.ts', 'test/clients/**/*.test.ts', 'test/upstream/{classes,runner}.test.ts'];
/** Tests of the packages, which are made first. */
const packages = ['test/package/**/*.test.ts'];
/** Tests of the pages of panels in a browser, which need the bundles, too. */
const pages = ['test/pages/**/*.test.ts'];
/** Tests that need the editor's own YAML grammar, and so run once the editor is there. */
const grammar = ['test/grammar/**/*.test.ts'];
/** Tests that drive the editor's window; those of test/editor/suite run inside the editor itself, under mocha. */
const window = ['test/editor/window/**/*.test.ts'];

/** Tests in VS Code for the Web, which is another editor. */
const web = ['test/editor/web/**/*.test.ts'];

/** Tests that try very much in the hope of finding something: they take minutes, all the others seconds. */
const thorough = [
  'test/**/*{corpus,properties,property,everywhere,edits,robust,hostile,loading,typed,cost,real-files}.test.ts',
  'test/{ci,projection,rules,simulation,spec,yaml}/conformance.test.ts',
  'test/{ci,yaml}/too-big.test.ts',
  'test/simulation/variables.test.ts',
  'test/rules/copies.test.ts',
  'test/features/{completion-keys,diagnostics,edited-alike}.test.ts',
  'test/lsp/text-is-data.test.ts',
  'test/fuzz/*.test.ts',
];

const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map(name => `test/${name.replaceAll('\\', '/')}`)
  .filter(name => name.endsWith('.test.ts'))
  .toSorted();

/**
 * Tests that replace modules need a process for each file. All the others share what they load, which saves most of the
 * time: so they must leave nothing behind, and a file that replaces a module is put here by itself.
 */
const apart = tests.filter(name => readFileSync(name, 'utf8').includes('vi.mock('));
const isThorough = picomatch(thorough);

/**
 * The thorough files that wait for another day where DAILY is 1, as in `npm test`: all of them have been tried in so many
 * days. Files that try a part of their own cases, what GitLab itself answered, and its limits have their turn every day.
 */
const DAYS = 5;
const inTurn = tests.filter(
  name =>
    isThorough(name) && !/conformance|copies|too-big/.test(name) && !readFileSync(name, 'utf8').includes('/sample.mjs'),
);
const today = new Set(sample(inTurn, DAYS));
const waiting = process.env['DAILY'] === '1' ? inTurn.filter(name => !today.has(name)) : [];

/** Generous, for slow machines: no test of these is about time. */
const unit = { testTimeout: 60_000, hookTimeout: 60_000 };
const patient = { testTimeout: 120_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    maxWorkers: '100%', // by default one processor is left to the person in front
    // what esbuild makes of a file is kept for the next project and the next run, by the content of the file
    experimental: { fsModuleCache: true, fsModuleCachePath: 'dist/cache/vitest' },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [
            ...configDefaults.exclude,
            ...thorough,
            ...bundles,
            ...packages,
            ...pages,
            ...grammar,
            ...apart,
            'test/editor/**',
          ],
          isolate: false,
          ...unit,
        },
      },
      { test: { name: 'unit-apart', include: apart.filter(name => !isThorough(name)), ...unit } },
      {
        test: {
          name: 'thorough',
          include: thorough,
          exclude: [...configDefaults.exclude, ...apart, ...waiting],
          isolate: false,
          ...patient,
        },
      },
      {
        test: {
          name: 'thorough-apart',
          include: apart.filter(name => isThorough(name)),
          exclude: [...configDefaults.exclude, ...waiting],
          ...patient,
        },
      },
      { test: { name: 'bundles', include: bundles, testTimeout: 30_000 } },
      { test: { name: 'package', include: packages, testTimeout: 120_000 } },
      { test: { name: 'pages', include: pages, ...unit } },
      { test: { name: 'grammar', include: grammar } },
      { test: { name: 'window', include: window, testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false } },
      { test: { name: 'web', include: web, testTimeout: 60_000, hookTimeout: 120_000 } },
    ],
  },
});
