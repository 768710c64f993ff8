/** Versions of GitLab, such as `18.11`: the one that a file is written for, and those that introduced what it uses. */
import type { Lifetime } from '../spec/shape.ts';
import { gitlabVersion } from '../spec/version.ts';

/** The newest version that the table describes. */
export const NEWEST = gitlabVersion;

/** Reads versions as people write them: `18`, `18.11`, `v18.11.2-ee`; `undefined` if the text is none. */
export function versionOf(text: unknown): string | undefined {
  const found = typeof text === 'string' ? /^\s*v?(\d{1,3})(?:\.(\d{1,3}))?(?:[.-][\w.+-]*)?\s*$/i.exec(text) : null;
  return found ? `${Number(found[1])}.${Number(found[2] ?? 0)}` : undefined;
}

/** Whether the first version is older than the second. */
export function isOlder(version: string, other: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major === otherMajor ? minor < otherMinor : major < otherMajor;
}

/** The version that introduced something, if it is newer than the given one. */
export function newerThan(gitlab: string, { since }: Lifetime = {}): string | undefined {
  return since !== undefined && isOlder(gitlab, since) ? since : undefined;
}

/** Whether something was removed by that version; without a known version, it was removed long ago. */
export function isRemoved(
  gitlab: string,
  { removed, removedIn }: Lifetime & { readonly removed?: string } = {},
): boolean {
  if (removedIn === undefined) return removed !== undefined;
  return !isOlder(gitlab, removedIn);
}

/** Whether it is deprecated in that version. */
export function isDeprecated(
  gitlab: string,
  { deprecated, deprecatedIn }: Lifetime & { readonly deprecated?: string } = {},
): boolean {
  return deprecated !== undefined && (deprecatedIn === undefined || !isOlder(gitlab, deprecatedIn));
}
