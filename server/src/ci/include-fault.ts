/** What can be wrong with an included file, reported at the entry that includes it. */
import type { Finding } from '../text/problem.ts';
import type { Place } from '../text/span.ts';
import { quoted, replaceValue, sourceOf } from '../yaml/edit/edit.ts';
import type { IncludeTarget } from './include-entry.ts';
import type { Include } from './include.ts';
import { withoutSlash } from './path-pattern.ts';
import type { Failure, ReadFailure } from './files.ts';

/** GitLab accepts this many files; a file that is included twice counts twice. */
export const MOST_INCLUDES = 150;

export function tooManyFault({ at }: Include): Finding {
  return {
    code: 'too-many-includes',
    message: `Too many includes: GitLab accepts at most ${MOST_INCLUDES}, and counts a file as often as it is included. A file that includes itself, directly or through others, also ends like this.`,
    at,
  };
}

export function extensionFault({ at }: Include, path: string): Finding {
  return {
    code: 'include-extension',
    message: `\`${path}\` cannot be included: the name must end in \`.yml\` or \`.yaml\`.`,
    at,
  };
}

export function failureFault({ at, target }: Include, path: string, { failed, similar }: Failure): Finding {
  if (target.kind === 'component' && failed === 'missing') return noComponent(at, target);
  const message = `\`${path}\` ${WHY_UNREAD[failed]}.${hint(path, similar)}`;
  // GitLab reads from git, where no access is denied; but a link is a file that contains a path, not a configuration
  const isOurs = failed === 'denied' || failed === 'too-big';
  return { code: 'missing-include', message, at, ...(isOurs && { atMost: 'warning' as const }) };
}

/** GitLab silently accepts a pattern that matches nothing. */
export function noMatchNote({ at }: Include, pattern: string): Finding {
  const plain = withoutSlash(pattern);
  const isRooted = plain !== pattern;
  const why = isRooted
    ? 'paths in the repository do not begin with a slash.'
    : `paths start at the root of the repository${pattern.includes('**') ? '' : ', and `*` does not cross folders'}.`;
  const message = `No file matches \`${pattern}\`, so nothing is included: ${why}`;
  const edits = isRooted ? replaceValue(at, quoted(plain, at.block.text)) : [];
  const fixes = isRooted ? [{ title: 'Remove the slash', edits }] : [];
  return { code: 'missing-include', message, at, atMost: 'warning', fixes };
}

function noComponent(at: Place, { name, paths }: IncludeTarget & { readonly kind: 'component' }): Finding {
  const shown = paths.map(path => `\`${path}\``).join(' nor ');
  return {
    code: 'missing-include',
    message: `Unknown component \`${name}\`: this repository has neither ${shown}.`,
    at,
  };
}

/** Why a file was not read, as the end of a sentence. */
export const WHY_UNREAD: Readonly<Record<ReadFailure, string>> = {
  missing: 'does not exist in this repository',
  folder: 'is a folder; only files can be included',
  special: 'is a pipe or a device, not a regular file',
  denied: 'cannot be read here: access denied',
  'too-big': 'is too large to be read here',
  outside: 'is outside the repository, where nothing is read',
  loop: 'is a link that leads back to itself',
};

function hint(path: string, similar: string | undefined): string {
  if (similar !== undefined)
    return ` Letter case matters: there is \`${path.slice(0, path.lastIndexOf('/') + 1)}${similar}\`.`;
  const plain = path.replace(/^(?:\.\.?\/)+/, '');
  if (plain === path) return '';
  return ` Paths start at the root of the repository, whichever file they are in, and \`./\` and \`../\` have no meaning: write \`${withoutSlash(plain)}\`.`;
}

export function emptyFault({ at }: Include, path: string): Finding {
  return { code: 'empty-include', message: `\`${path}\` is empty; GitLab refuses an empty included file.`, at };
}

export function blankFault({ at }: Include, path: string): Finding {
  return {
    code: 'empty-include',
    message: `\`${path}\` has no entries; GitLab refuses an empty included file.`,
    at,
  };
}

/**
 * What GitLab reports for a file that it cannot load with these inputs: each fault of the inputs, but only the first of
 * the file.
 */
export function sourceFaults(include: Include, path: string, faults: readonly Finding[]): readonly Finding[] {
  const first = faults.find(({ code }) => !OF_INCLUDE.has(code));
  return faults.flatMap(fault => {
    if (fault.code === 'missing-input') return [neededFault(include, path, fault)];
    if (OF_INCLUDE.has(fault.code)) return [fault];
    return fault === first ? [brokenFault(include, path, fault)] : [];
  });
}

/** Faults of the inputs that an include gives. */
const OF_INCLUDE: ReadonlySet<string> = new Set(['missing-input', 'unknown-input', 'refused-input']);

function neededFault({ at }: Include, path: string, { at: declared, code }: Finding): Finding {
  const name = `\`${sourceOf(declared)}\``;
  return {
    code,
    message: `\`${path}\` needs a value for its input ${name}, which has no default. Add it under \`inputs:\` here.`,
    at,
    related: [{ at: declared, message: `${name} is declared here.` }],
  };
}

function brokenFault({ at }: Include, path: string, fault: Finding): Finding {
  return {
    code: 'broken-include',
    message: `GitLab cannot load \`${path}\`: ${fault.message}`,
    at,
    related: [{ at: fault.at, message: fault.message }],
  };
}
