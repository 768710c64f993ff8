/** Warns about child pipelines that cannot be created: files that do not exist, and inputs that they do not accept. */
import { childFaults, childInclude } from '../../ci/child-files.ts';
import type { Value } from '../../yaml/value/value.ts';
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
  ],
  check({ project, blocks }, report) {
    for (const include of includesOf(blocks)) for (const fault of childFaults(project, include)) report(fault);
  },
};

const includesOf = gathered(
  perBlock(({ root, kind }): readonly Value[] => {
    if (kind !== 'content' || root.kind !== 'map') return [];
    return [...root.members.values()].flatMap(({ value }) => childInclude(value) ?? []);
  }),
);
