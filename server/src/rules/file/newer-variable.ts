/** Reports predefined variables that need a certain version of GitLab and are used as if they were always set. */
import { predefinedVariables } from '../../spec/predefined.ts';
import type { Place } from '../../text/span.ts';
import { sourceOf } from '../../yaml/edit/edit.ts';
import type { Value } from '../../yaml/value/value.ts';
import { blocksWith } from '../engine/gathered.ts';
import { perBlock, type DocumentRule } from '../engine/rule.ts';

export const newerVariable: DocumentRule = {
  codes: ['needs-newer-gitlab'],
  check({ blocks }, report) {
    const concerned = mentioning(blocks);
    const set = new Set(concerned.flatMap(block => usesIn(block).set));
    for (const block of concerned)
      for (const { name, since, at } of usesIn(block).used) {
        if (set.has(name)) continue;
        report({
          code: 'needs-newer-gitlab',
          message: `\`${name}\` needs GitLab ${since}. The older version in \`gitlabCi.gitlabVersion\` or \`--gitlab-version\` does not set it, so it is empty.`,
          at,
          versions: { until: since },
        });
      }
  },
};

interface Use {
  readonly name: string;
  readonly since: string;
  readonly at: Place;
}

const SINCE = new Map(
  Object.entries(predefinedVariables).flatMap(([name, { since }]) => (since === undefined ? [] : [[name, since]])),
);
const MENTION = new RegExp(`\\b(?:${[...SINCE.keys()].join('|')})\\b`);
/** Without the shell forms that give a default. */
const USE = /\$(?:([A-Z][A-Z0-9_]*)|\{([A-Z][A-Z0-9_]*)\})/g;

/** Uses in a block, and names that the block sets itself. */
const usesIn = perBlock(({ block, root, kind }) => {
  const used: Use[] = [];
  const set: string[] = [];
  const visit = (value: Value): void => {
    if (value.kind === 'list') value.items.forEach(visit);
    if (value.kind === 'scalar') used.push(...usesAt(value.at));
    if (value.kind !== 'map') return;
    for (const [name, member] of value.members) {
      if (SINCE.has(name)) set.push(name);
      visit(member.value);
    }
  };
  // most blocks mention none of them
  if (kind !== 'ignored' && MENTION.test(block.text)) visit(root);
  return { used, set };
});

const mentioning = blocksWith(block => usesIn(block).set.length + usesIn(block).used.length > 0);

function usesAt(place: Place): readonly Use[] {
  return [...sourceOf(place).matchAll(USE)].flatMap(found => {
    const name = found[1] ?? found[2] ?? '';
    const since = SINCE.get(name);
    const start = place.span.start + found.index;
    const span = { start, end: start + found[0].length };
    return since === undefined ? [] : [{ name, since, at: { ...place, span } }];
  });
}
