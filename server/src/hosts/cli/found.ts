/** A problem with everything that any format shows about it. */
import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Project } from '../../ci/project.ts';
import { pageOf } from '../../codes/codes.ts';
import { isToml } from '../../runner-config/is-runner-config.ts';
import { readRunnerConfig } from '../../runner-config/read.ts';
import { soundConfigFixes } from '../../features/runner-config/problems.ts';
import { soundFixes } from '../../features/sound.ts';
import { possible } from '../../text/fix.ts';
import type { Fix, Problem } from '../../text/problem.ts';
import type { Uri } from '../../text/span.ts';
import { locate } from '../../yaml/document/document.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { slashed, type Range, type Locator, type ReportedProblem } from './report.ts';

export interface Found extends ReportedProblem, Range {
  /** The path from the root of the repository, as other tools name the file. */
  readonly path: string;
  readonly href: string;
  /** The line in which it begins, without its line break. */
  readonly source: string;
  readonly related: readonly FoundRelated[];
  /** Computed on demand. */
  readonly fixes: readonly FoundFix[];
  /** Stays the same when lines above the problem are added or removed. */
  readonly fingerprint: string;
}

interface FoundRelated extends Range {
  readonly path: string;
  readonly message: string;
}

interface FoundFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly edits: readonly (Range & { readonly path: string; readonly text: string })[];
}

/** A checked file, and how places in it are named. */
export interface Around {
  readonly document: SourceDocument;
  readonly owners: readonly Project[];
  readonly report: Locator;
  /** The folder that paths in reports are relative to. */
  readonly top: string;
}

/** The problems of one file for the formats. */
export function foundIn(problems: readonly Problem[], around: Around): readonly Found[] {
  const { report, document, owners, top } = around;
  const pathOf = (uri: Uri): string => pathFrom(top, uri);
  const fingerprint = fingerprints(pathOf(document.uri));
  const sound = onceMade(() =>
    isToml(document.uri)
      ? soundConfigFixes(readRunnerConfig(document.uri, document.text))
      : soundFixes(owners, document),
  );
  let tried = 0;
  const fixesOf = (problem: Problem): readonly FoundFix[] => {
    const some = tried < MOST_TRIED ? possible(problem.fixes) : [];
    tried += some.length;
    return some.length > 0 ? sound()(problem, some).map(fix => foundFix(fix, report, pathOf)) : [];
  };
  return problems.map((problem): Found => {
    const at = locate(document, problem.at) ?? { start: 0, end: 0 };
    const source = lineAround(document.text, at.start);
    const fixes = onceMade(() => fixesOf(problem));
    const mark = fingerprint(problem.code, source, document.text.slice(at.start, at.end));
    return {
      code: problem.code,
      severity: problem.severity,
      message: problem.alias === undefined ? problem.message : `${problem.alias}: ${problem.message}`,
      ...report.range(problem.at),
      path: pathOf(problem.at.uri),
      href: pageOf(problem),
      source,
      related: (problem.related ?? []).map(({ at: place, message }) => ({
        ...report.range(place),
        path: pathOf(place.uri),
        message,
      })),
      get fingerprint() {
        return mark();
      },
      get fixes() {
        return fixes();
      },
    };
  });
}

/** Trying a fix judges the pipelines again; a file with more problems needs something else first. */
const MOST_TRIED = 50;

function foundFix({ title, edits, preferred }: Fix, report: Locator, pathOf: (uri: Uri) => string): FoundFix {
  return {
    title,
    preferred: preferred === true,
    edits: edits.map(({ at, text }) => ({ ...report.range(at), path: pathOf(at.uri), text })),
  };
}

/** Relative to the top of the repository for files in it; other paths stay absolute. */
export function pathFrom(top: string, uri: Uri): string {
  if (!uri.startsWith('file:')) return uri;
  const path = fileURLToPath(uri);
  const inside = slashed(relative(top, path));
  return inside.startsWith('../') ? slashed(path) : inside;
}

/**
 * Identifies problems of a file by their text rather than their position: equal lines with equal problems are numbered.
 * Few formats show it, so it is computed on demand.
 */
function fingerprints(path: string): (code: string, line: string, part: string) => () => string {
  const seen = new Map<string, number>();
  return (code, line, part) => {
    const mark = JSON.stringify([path, code, line.trim(), part]);
    const number = (seen.get(mark) ?? 0) + 1;
    seen.set(mark, number);
    return () => createHash('sha256').update(`${mark} ${number}`).digest('hex').slice(0, 40);
  };
}

function lineAround(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^\ufeff?([^\r\n]*)/.exec(text.slice(start, start + MOST_OF_LINE))?.[1] ?? '';
}

/** Enough of a line to show around any problem that somebody can see. */
const MOST_OF_LINE = 20_000;

function onceMade<Made>(make: () => Made): () => Made {
  let made: { readonly it: Made } | undefined;
  return () => (made ??= { it: make() }).it;
}
