/** The safe fixes of files, as by "fix all" in an editor; written to the files or shown as a patch. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createTwoFilesPatch } from 'diff';
import { isToml } from '../../runner-config/is-runner-config.ts';
import { readRunnerConfig } from '../../runner-config/read.ts';
import { runnerConfigFixAll } from '../../features/runner-config/problems.ts';
import { fixAll } from '../../features/fix-all.ts';
import { oneLine } from '../../text/shown.ts';
import { changedBy } from '../../yaml/document/document.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import type { Io } from './io.ts';
import { complete, documentIn, ownersIn } from './project.ts';
import { shownPath } from './report.ts';
import type { CheckTarget } from './subjects.ts';
import { replaceFile, whyNotWritten } from './write.ts';
import type { JudgementOptions } from '../../workspace/configuration/judgement.ts';

/** Writes the fixed texts and reads the files again; returns whether all could be written. */
export async function writeFixes(
  subjects: Iterable<CheckTarget>,
  judgement: JudgementOptions,
  io: Io,
): Promise<boolean> {
  let done = true;
  let written = 0;
  const changed = new Set<CheckTarget['opened']>();
  for (const subject of subjects) {
    const fixes = fixesOf(subject, judgement);
    if (!fixes) continue;
    const { document, fixed } = fixes;
    const failed = await replaced(document, fixed.text);
    if (failed === undefined) {
      written++;
      changed.add(subject.opened);
      subject.opened.documents.set(subject.uri, fixed);
      ownersIn(subject.opened, fixed);
    } else {
      done = false;
      io.err(`${shownPath(subject.given)}: the fixes could not be written: ${failed}\n`);
    }
  }
  for (const opened of changed) await complete(opened);
  if (written > 0) io.err(`Fixed ${written} ${written === 1 ? 'file' : 'files'}.\n`);
  return done;
}

/**
 * Why a text could not be replaced; the file on disk must still be the one that the fixes were made for, byte for byte.
 */
async function replaced({ uri, text }: SourceDocument, fixed: string): Promise<string | undefined> {
  try {
    const path = fileURLToPath(uri);
    if (!(await readFile(path)).equals(Buffer.from(text))) return 'it is not UTF-8, or has changed meanwhile.';
    await replaceFile(path, fixed);
    return undefined;
  } catch (error) {
    return whyNotWritten(error);
  }
}

/** The changes of the fixes as a patch; nothing is written. */
export function patchOf(
  subjects: Iterable<CheckTarget>,
  judgement: JudgementOptions,
  pathOf: (subject: CheckTarget) => string,
): string {
  return [...subjects]
    .map(subject => {
      const fixes = fixesOf(subject, judgement);
      if (!fixes) return '';
      const { document, fixed } = fixes;
      const path = pathOf(subject);
      const patch = createTwoFilesPatch(quoted(`a/${path}`), quoted(`b/${path}`), document.text, fixed.text);
      return shownLines(patch.replace(/^=+\n/, ''));
    })
    .join('');
}

/** Names with special characters are quoted, as by git. */
function quoted(path: string): string {
  return /[\p{Cc}"\\]/u.test(path) ? oneLine(JSON.stringify(path)) : path;
}

/**
 * A terminal gets no control characters; a CR at the end of a line is kept, since the patch would not apply without it.
 */
function shownLines(patch: string): string {
  return patch
    .split('\n')
    .map(
      line =>
        line
          .split('\t')
          .map(part => oneLine(part.replace(/\r$/, '')))
          .join('\t') + (line.endsWith('\r') ? '\r' : ''),
    )
    .join('\n');
}

interface Fixes {
  readonly document: SourceDocument;
  readonly fixed: SourceDocument;
}

/** A file before and after; `undefined` if there is nothing to fix. */
function fixesOf({ opened, uri }: CheckTarget, judgement: JudgementOptions): Fixes | undefined {
  const document = documentIn(opened, uri);
  if (!document) return undefined;
  const changes = isToml(uri)
    ? runnerConfigFixAll(readRunnerConfig(uri, document.text), judgement)
    : fixAll(ownersIn(opened, document), document, judgement, { patient: true });
  return changes.length > 0 ? { document, fixed: changedBy(document, changes) } : undefined;
}
