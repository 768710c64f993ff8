/**
 * Real CI files, if the folder with them is next to the checkout: no error in what GitLab accepts, and no exception in
 * any text after edits.
 */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../server/src/ci/project.ts';
import { diagnose } from '../server/src/features/diagnostics.ts';
import { locate, parse } from '../server/src/yaml/document/document.ts';
import { mutated, randomFrom } from './broken-text.ts';
import { isRefused, realFiles, realText, type RealFile } from './real-files.ts';

/** Not the name of a main file, since other files may include it. */
const URI = 'file:///project/ci/part.yml';

describe.skipIf(realFiles.length === 0)('real files', () => {
  const accepted = realFiles.filter(file => !isRefused(file));

  it('have no error where GitLab finds none', { timeout: 60_000 }, () => {
    const found = accepted.flatMap(errorsIn);
    // The program that recorded the outcomes neither counted includes nor read inputs.
    const counted = found.filter(
      line => !/: too-many-includes: |\/include-inputs\/.*: (?:invalid-interpolation|invalid-pattern): /.test(line),
    );
    expect(counted).toEqual([]);
  });

  it('have one where GitLab cannot read them', () => {
    const unreadable = realFiles.filter(({ loadError }) => /^\(<unknown>\)/.test(loadError ?? ''));
    const silent = unreadable.filter(file => errorsIn(file).length === 0);
    expect(unreadable.length).toBeGreaterThan(0);
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('never break it when they are edited at random', { timeout: 120_000 }, () => {
    const random = randomFrom(20_240);
    for (const file of realFiles.filter((_, index) => index % 3 === 0)) {
      const text = mutated(realText(file), 8, random);
      const document = parse(URI, text);
      for (const { at, code } of diagnose(projectOf(document), document, {})) {
        const span = locate(document, at);
        if (!span || span.start < 0 || span.end > text.length) expect.fail(`${code} reaches outside of ${file.path}`);
      }
    }
  });
});

function errorsIn(file: RealFile): readonly string[] {
  const document = parse(URI, realText(file));
  return diagnose(projectOf(document), document, {})
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${file.path}: ${code}: ${message}`);
}
