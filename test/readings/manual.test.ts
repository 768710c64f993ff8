/** The manual: every page is linked from the index, every link has a target, and every keyword is in it once. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reference } from '../../server/src/readings/manual-pages.ts';
import { job, triggerJob } from '../../server/src/spec/job.ts';
import { header, pipeline } from '../../server/src/spec/pipeline.ts';

const pages = reference();

/** The anchors that GitLab and GitHub generate from the headings of a page. */
function anchorsOf(text: string): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title ?? '');
  return headings.map(title =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** A page that is written by hand, outside the folder of the reference. */
function written(link: string): string | undefined {
  const file = new URL(`../../docs/reference/${link}`, import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

describe.each(Object.entries(pages))('%s', (name, text) => {
  test('has links that lead somewhere', () => {
    for (const [, link] of text.matchAll(/\]\((?!https:)([^)]+)\)/g)) {
      const [file = '', anchor] = link!.split('#');
      const target = file === '' ? name : file;
      // The manual of the rules is generated elsewhere.
      if (target === 'rules.md') continue;
      const read = target.startsWith('../') ? written(target) : pages[target];
      expect(read, link).toBeDefined();
      if (anchor !== undefined) expect(anchorsOf(read!), link).toContain(anchor);
    }
  });

  test('has no heading twice', () => {
    const anchors = anchorsOf(text);
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  test('is named by the index', () => {
    if (name !== 'README.md') expect(pages['README.md']).toContain(`(${name})`);
  });
});

test('the index leads to every keyword', () => {
  const named = { ...job.shape.fields, ...triggerJob.shape.fields, ...pipeline.shape.fields, ...header.shape.fields };
  for (const name of Object.keys(named))
    expect(pages['README.md']).toMatch(new RegExp(`\\[\`${name}\`\\]\\([a-z]+\\.md#`));
});
