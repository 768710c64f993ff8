/** Typed lint, strict; where a rule is tuned, the reason stands beside it. */
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist/', '.vscode-test/', '**/*.js', '**/*.cjs']),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // numbers in messages are what this project writes all day
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `return report(…)` is how an early return reads best
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
    },
  },
  // what a person has to hold in mind at once; the table of the language is data, and a test may tell a long story
  {
    files: ['server/**', 'client/**', 'scripts/**'],
    ignores: ['server/src/spec/**'],
    rules: {
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      // a `switch` counts once: it is read as a table
      complexity: ['error', { max: 22, variant: 'modified' }],
    },
  },
  // a record that reads each ability with `?.`, one a line
  { files: ['server/src/lsp/abilities.ts'], rules: { complexity: 'off' } },
  // one `switch` with a text for each fault
  { files: ['server/src/yaml/recovery/words.ts'], rules: { 'max-lines-per-function': 'off' } },
  // one line for each message of the protocol
  {
    files: ['server/src/lsp/{server,answers}.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }] },
  },
  // the programs speak to a terminal; so do the scripts and now and then a test
  { files: ['scripts/**', 'test/**', 'server/src/hosts/**'], rules: { 'no-console': 'off' } },
  // casts written in comments are seen by the compiler, but not by these rules
  {
    files: ['**/*.mjs'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-return': 'off' },
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off', // a wrong one fails the test, which is what a test is for
      '@typescript-eslint/require-await': 'off', // fakes of asynchronous functions have nothing to wait for
    },
  },
);
