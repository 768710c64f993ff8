/**
 * Real CI files, if the folder with them is next to the checkout: no error in what GitLab accepts, and no exception in
 * any text after edits.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectOf } from '../server/src/ci/project.ts';
import { diagnose } from '../server/src/features/diagnostics.ts';
import type { Problem } from '../server/src/text/problem.ts';
import { locate, parse } from '../server/src/yaml/document/document.ts';
import { mutated, randomFrom } from './broken-text.ts';

const CORPUS = join(import.meta.dirname, '../../shared/corpus');
/** Not the name of a main file, since other files may include it. */
const URI = 'file:///project/ci/part.yml';

interface Outcome {
  readonly path: string;
  readonly status: 'accepted' | 'refused' | 'needs-include' | 'fragment' | 'refused-later' | 'header';
  readonly loadError: string | null;
}

const outcomes = existsSync(CORPUS) ? readOutcomes() : [];

describe.skipIf(outcomes.length === 0)('real files', () => {
  const kept = outcomes.filter(({ status }) => !status.startsWith('refused'));

  it('have no error where GitLab finds none', { timeout: 60_000 }, () => {
    const found = kept.flatMap(({ path }) => told(path, problemsOf(textOf(path))));
    // The program that recorded the outcomes neither counted includes nor read inputs.
    const counted = found.filter(
      line => !/: too-many-includes: |\/include-inputs\/.*: (?:invalid-interpolation|invalid-pattern): /.test(line),
    );
    expect(counted).toEqual([]);
  });

  it('have one where GitLab cannot read them', () => {
    const unreadable = outcomes.filter(({ loadError }) => /^\(<unknown>\)/.test(loadError ?? ''));
    const silent = unreadable.filter(({ path }) => told(path, problemsOf(textOf(path))).length === 0);
    expect(unreadable.length).toBeGreaterThan(0);
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('are read quickly', { timeout: 60_000 }, () => {
    const texts = outcomes.map(({ path }) => textOf(path));
    const start = performance.now();
    for (const text of texts) problemsOf(text);
    // Generous for a busy machine: the work takes a few hundred milliseconds.
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it('never break it when they are edited at random', { timeout: 120_000 }, () => {
    const random = randomFrom(20_240);
    for (const { path } of outcomes.filter((_, index) => index % 3 === 0)) {
      const text = mutated(textOf(path), 8, random);
      const document = parse(URI, text);
      for (const { at, code } of diagnose(projectOf(document), document, {})) {
        const span = locate(document, at);
        if (!span || span.start < 0 || span.end > text.length) expect.fail(`${code} reaches outside of ${path}`);
      }
    }
  });
});

function problemsOf(text: string): readonly Problem[] {
  const document = parse(URI, text);
  return diagnose(projectOf(document), document, {});
}

function readOutcomes(): readonly Outcome[] {
  const lines = readFileSync(join(CORPUS, 'outcomes.jsonl'), 'utf8').split('\n');
  return lines.filter(line => line !== '').map(line => JSON.parse(line) as Outcome);
}

function textOf(path: string): string {
  return readFileSync(join(CORPUS, path), 'utf8');
}

function told(path: string, problems: readonly Problem[]): readonly string[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${path}: ${code}: ${message}`);
}
