/**
 * Warns about a template name that is close to one that ships with GitLab. Other names may be templates of the own
 * instance.
 */
import { nearest } from '../../readings/meaning.ts';
import { template } from '../../spec/include.ts';
import { templates } from '../../spec/templates.ts';
import { fix } from '../../text/fix.ts';
import { short } from '../../text/shown.ts';
import { quoted, replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import type { BlockRule } from '../engine/rule.ts';
import { textOf, visitsIn } from '../engine/visits.ts';

export const templateName: BlockRule = {
  codes: ['unknown-value'],
  check(context, report) {
    for (const { field, member } of visitsIn(context)) {
      const text = field === template ? textOf(member.value) : undefined;
      const near = text === undefined ? undefined : meantBy(text);
      if (text === undefined || near === undefined) continue;
      const { at } = member.value;
      report({
        code: 'unknown-value',
        severity: 'warning',
        message: `Unknown template \`${short(text)}\`. Did you mean \`${near}\`? GitLab refuses a pipeline that includes a template it does not have.`,
        at,
        fixes: fix(`Replace with ${near}`, () =>
          replaceValue(at, /^["']/.test(sourceOf(at)) ? quoted(near, at.block.text) : near),
        ),
      });
    }
  },
};

const SUFFIX = '.gitlab-ci.yml';
const STEMS = templates.map(({ value }) => value.slice(0, -SUFFIX.length));
const KNOWN = new Set(STEMS);

/** Only a typo: with another word, such as `.v2` or `.latest`, or for another scanner, it is a different template. */
function meantBy(text: string): string | undefined {
  const stem = text.endsWith(SUFFIX) ? text.slice(0, -SUFFIX.length) : undefined;
  if (stem === undefined || stem.includes('$') || KNOWN.has(stem)) return undefined;
  const alike = STEMS.filter(name => shapeOf(name) === shapeOf(stem) && Math.abs(name.length - stem.length) <= 2);
  const near = nearest(stem, alike);
  return near === undefined ? undefined : near + SUFFIX;
}

/** How many folders, parts and digits it has. */
function shapeOf(stem: string): string {
  return stem.replace(/[^/.\d]/g, '');
}
