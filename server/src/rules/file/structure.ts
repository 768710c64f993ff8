/** Reports what the table alone can tell about a block. */
import { check } from '../../readings/check.ts';
import { header, pipeline } from '../../spec/pipeline.ts';
import type { BlockRule } from '../engine/rule.ts';

export const structure: BlockRule = {
  codes: [
    'unknown-key',
    'newer-key',
    'no-effect',
    'removed-key',
    'conflicting-keys',
    'no-handler',
    'one-handler',
    'missing-key',
    'empty-value',
    'wrong-type',
    'text-for-list',
    'misread-line',
    'unquoted-colon',
    'out-of-range',
    'surprising-number',
    'symbol-value',
    'wrong-form',
    'letter-case',
    'unknown-value',
    'not-an-option',
    'newer-value',
    'too-many-entries',
    'invalid-condition',
    'odd-condition',
    'needs-newer-gitlab',
    'invalid-pattern',
  ],
  check({ kind, root, mayGrow }, report) {
    // the table describes mappings only
    if (kind === 'ignored' || root.kind !== 'map') return;
    const field = kind === 'header' ? header : pipeline;
    check(report, field, root, { name: '', owner: root.at, hidden: false, complete: !mayGrow });
  },
};
