/** Features about names at every place of half-typed texts: no exception, and spans inside the text. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { definition } from '../../server/src/features/definition.ts';
import { effectiveHooksText, jobNameAt } from '../../server/src/features/effective-hooks.ts';
import { highlights } from '../../server/src/features/highlight.ts';
import { hover } from '../../server/src/features/hover.ts';
import { lenses, resolveLens } from '../../server/src/features/lens.ts';
import { links } from '../../server/src/features/links.ts';
import { references } from '../../server/src/features/references.ts';
import { prepareRename, rename } from '../../server/src/features/rename.ts';
import { applyChanges, type Span } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

const OPTIONS = { inheritance: 'perHook', origins: true, uses: true } as const;

test('at every offset of half-typed texts', () => {
  const table = readFileSync(new URL('../yaml/cursor.cases.txt', import.meta.url), 'utf8');
  for (const part of table.split(/^== .*\n/m).slice(1)) {
    const text = part.replace(/=> [^]*$/, '').replace('<|>', '');
    const document = parse('file:///project/.gitlab-ci.yml', text);
    const projects = [projectOf(document)];
    const spans: Span[] = links(projects, document).map(({ span }) => span);
    for (const lens of lenses(projects, document, OPTIONS)) {
      spans.push(lens.span);
      resolveLens(projects, document, lens, OPTIONS);
    }
    for (let offset = 0; offset <= text.length; offset++) {
      const found = definition(projects, document, offset);
      const name = jobNameAt(projects, document, offset);
      if (name !== undefined) expect(effectiveHooksText(projects, name, OPTIONS)).toContain('hooks:');
      spans.push(...(found?.targets ?? []).map(({ span }) => span), ...(found ? [found.from] : []));
      spans.push(...highlights(projects, document, offset).map(({ span }) => span));
      spans.push(...references(projects, document, offset).map(({ span }) => span));
      const hovered = hover(projects[0] ?? projectOf(document), document, offset, OPTIONS);
      if (hovered) expect(hovered.span.end).toBeGreaterThan(hovered.span.start);
      if (hovered) spans.push(hovered.span);
      checkRename(offset);
    }
    for (const outside of [-1, text.length + 1]) hover(projectOf(document), document, outside, OPTIONS);
    expect(spans.filter(({ start, end }) => start < 0 || end < start || end > text.length)).toEqual([]);

    function checkRename(offset: number): void {
      const prepared = prepareRename(projects, document, offset);
      const result = rename(projects, document, offset, 'other-name');
      expect(result === undefined).toBe(prepared === undefined);
      if (!result || 'refused' in result) return;
      const changed = parse(document.uri, applyChanges(text, result.changes.get(document.uri) ?? []));
      expect(changed.text).toContain('other-name');
    }
  }
}, 120_000);
