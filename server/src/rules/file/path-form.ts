/**
 * Hints at a `path` that is not sent as written: without a leading slash, with a fragment, with spaces, or a whole URL.
 */
import { preStopHandler } from '../../spec/hooks.ts';
import { guardedEach } from '../../text/failure.ts';
import type { Report } from '../../text/problem.ts';
import { quoted, replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import type { Member } from '../../yaml/value/value.ts';
import type { BlockRule } from '../engine/rule.ts';
import { handlerVisits, textOf } from '../engine/visits.ts';

export const pathForm: BlockRule = {
  codes: ['path-form'],
  check(context, report) {
    const { path } = preStopHandler.shape.fields.http_get.shape.fields;
    guardedEach('path-form', handlerVisits(context), ({ field, member }) => {
      const written = field === path ? textOf(member.value) : undefined;
      if (written) for (const flaw of flawsOf(written)) reportFlaw(member, flaw, report);
    });
  },
};

export interface PathFault {
  readonly message: string;
  readonly title: string;
  /** The path that is sent in fact, so that the fix changes only the notation. */
  readonly mended: string;
  readonly preferred?: true;
}

/** The parts of a path that are not sent as written. */
export function flawsOf(path: string): readonly PathFault[] {
  const [, url] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/is.exec(path) ?? [];
  if (url !== undefined) return [wholeUrl(url)];
  return [leadingSlash(path), fragment(path), spaces(path)].filter(flaw => flaw !== undefined);
}

function wholeUrl(rest: string): PathFault {
  return {
    message: 'Expected a path, found a whole URL: `scheme`, `host` and `port` are keys of their own.',
    title: 'Keep only the path',
    mended: rest.startsWith('/') ? rest : `/${rest}`,
  };
}

/** A path that begins with a variable has a message of its own. */
function leadingSlash(path: string): PathFault | undefined {
  if (/^[/$?#]/.test(path)) return undefined;
  return {
    message: 'The path should begin with a slash. The kubelet adds the missing one; write it to show what is sent.',
    title: 'Begin the path with a slash',
    mended: `/${path}`,
    preferred: true,
  };
}

function fragment(path: string): PathFault | undefined {
  const at = path.indexOf('#');
  if (at < 0) return undefined;
  return {
    message: `\`${path.slice(at)}\` is not sent: a client drops \`#\` and everything after it. Write a \`#\` that belongs to the path as \`%23\`.`,
    title: 'Remove what is not sent',
    mended: path.slice(0, at) || '/',
  };
}

/** Spaces inside `${{ … }}` belong to an expression, which has a message of its own. */
function spaces(path: string): PathFault | undefined {
  if (!/\s/.test(path.replace(/\$\{\{.*?\}\}/gs, ''))) return undefined;
  return {
    message: 'A URL cannot contain spaces. Write them as `%20`.',
    title: 'Write the spaces as %20',
    mended: path.replace(/\s/g, '%20'),
  };
}

function reportFlaw({ value }: Member, { message, title, mended, preferred }: PathFault, report: Report): void {
  const quote = /^["']/.test(sourceOf(value.at));
  const text = quote || /[#\s:]/.test(mended) ? quoted(mended, value.at.block.text) : mended;
  report({
    code: 'path-form',
    message,
    at: value.at,
    fixes: [{ title, edits: replaceValue(value.at, text), ...(preferred ? { preferred } : {}) }],
  });
}
