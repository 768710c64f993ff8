import { configDefaults, defineConfig } from 'vitest/config';

/** Tests that need the bundles of dist/ or programs of the system, and so run after the build. */
const bundles = ['test/bundles/**/*.test.ts', 'test/clients/**/*.test.ts', 'test/upstream/{classes,runner}.test.ts'];
/** Tests that need the editor's own YAML grammar, and so run once the editor is there. */
const grammar = ['test/grammar/**/*.test.ts'];
/** Tests that drive the editor's window; those of test/editor/suite run inside the editor itself, under mocha. */
const window = ['test/editor/window/**/*.test.ts'];

/** Tests in VS Code for the Web, which is another editor. */
const web = ['test/editor/web/**/*.test.ts'];

/** Tests that try very much in the hope of finding something: they take minutes, all the others seconds. */
const thorough = [
  'test/**/*{corpus,properties,property,everywhere,edits,robust,hostile,loading,typed,cost,real-files}.test.ts',
  'test/ci/conformance.test.ts',
  'test/features/diagnostics.test.ts',
];

export default defineConfig({
  test: {
    maxWorkers: '100%', // by default one processor is left to the person in front
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...thorough, ...bundles, ...grammar, 'test/editor/**'],
          // generous, for slow machines: no test here is about time
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'thorough', include: thorough, testTimeout: 120_000, hookTimeout: 60_000 } },
      { test: { name: 'bundles', include: bundles, testTimeout: 30_000 } },
      { test: { name: 'grammar', include: grammar } },
      { test: { name: 'window', include: window, testTimeout: 60_000, hookTimeout: 120_000, fileParallelism: false } },
      { test: { name: 'web', include: web, testTimeout: 60_000, hookTimeout: 120_000 } },
    ],
  },
});
