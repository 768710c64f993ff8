/** Real files, if they are available: our reader accepts all that GitLab's reader accepts. */
import { expect, test } from 'vitest';
import { parse } from '../../server/src/yaml/document/document.ts';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import { realFiles, realText, type RealFile } from '../real-files.ts';

test.skipIf(realFiles.length === 0)('real files', { timeout: 60_000 }, () => {
  const wrong = realFiles.filter(file => isUnreadable(file) !== isReaderError(file.loadError ?? ''));
  expect(wrong).toEqual([]);
  expect(realFiles.filter(file => file.status !== 'refused' && isUnreadable(file))).toEqual([]);
});

function isUnreadable(file: RealFile): boolean {
  return loadDocument(parse(file.path, realText(file))).failures.length > 0;
}

function isReaderError(message: string): boolean {
  return /^\(<unknown>\)|unspecified class|Invalid (?:configuration format|YAML syntax)|too big|unknown anchor/.test(
    message,
  );
}
