/** Real files, if they are available: our reader accepts all that GitLab's reader accepts. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from '../../server/src/yaml/document/document.ts';
import { loadDocument } from '../../server/src/yaml/load/load.ts';

const FOLDER = new URL('../../../shared/corpus/', import.meta.url);
const OUTCOMES = new URL('outcomes.jsonl', FOLDER);

interface Outcome {
  readonly path: string;
  readonly status: string;
  readonly loadError: string | null;
}

test.runIf(existsSync(OUTCOMES))(
  'real files',
  () => {
    const outcomes = readFileSync(OUTCOMES, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Outcome);
    const wrong = outcomes.filter(({ path, loadError }) => isRefused(path) !== isReaderError(loadError ?? ''));
    expect(wrong).toEqual([]);
    expect(outcomes.filter(({ path, status }) => status !== 'refused' && isRefused(path))).toEqual([]);
  },
  60_000,
);

function isRefused(path: string): boolean {
  return loadDocument(parse(path, readFileSync(new URL(encodeURI(path), FOLDER), 'utf8'))).failures.length > 0;
}

function isReaderError(message: string): boolean {
  return /^\(<unknown>\)|unspecified class|Invalid (?:configuration format|YAML syntax)|too big|unknown anchor/.test(
    message,
  );
}
