/** Warns about child pipelines that cannot be created: files that do not exist, and inputs that they do not accept. */
import { childFaults, childInclude } from '../../ci/child-files.ts';
import { loadDocument } from '../../yaml/load/load.ts';
import type { SourceDocument } from '../../yaml/tree.ts';
import { member, type Value } from '../../yaml/value/value.ts';
import { gathered } from '../engine/gathered.ts';
import { perBlock, type DocumentRule } from '../engine/rule.ts';

export const childIncludes: DocumentRule = {
  codes: [
    'missing-include',
    'include-extension',
    'empty-include',
    'broken-include',
    'invalid-include',
    'missing-input',
    'unknown-input',
    'refused-input',
    'no-job',
  ],
  check({ project, document, blocks }, report) {
    for (const include of [...includesOf(blocks), ...aliased(document, aliasesOf(blocks))])
      for (const fault of childFaults(project, include)) report(fault);
  },
};

const includesOf = gathered(
  perBlock(({ root, kind }): readonly Value[] => {
    if (kind !== 'content' || root.kind !== 'map') return [];
    return [...root.members.values()].flatMap(({ value }) => childInclude(value) ?? []);
  }),
);

/** The names of jobs whose `trigger`, or the `include` in it, is an alias of something in another block. */
const aliasesOf = gathered(
  perBlock(({ root, kind }): readonly string[] => {
    if (kind !== 'content' || root.kind !== 'map') return [];
    return [...root.members].flatMap(([name, { value }]) => {
      const kinds = [member(value, 'trigger')?.value.kind, childInclude(value)?.kind];
      return kinds.includes('unknown') ? [name] : [];
    });
  }),
);

function aliased(document: SourceDocument, names: readonly string[]): readonly Value[] {
  if (names.length === 0) return [];
  const { content } = loadDocument(document);
  return names.flatMap(name => {
    const job = member(content, name)?.value;
    return (job && childInclude(job)) ?? [];
  });
}
