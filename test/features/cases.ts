/** The cases with answers of GitLab's own code, as files. */
import { readFileSync } from 'node:fs';
import type { FixtureFile } from '../fixture.ts';

export interface Case {
  readonly id: string;
  readonly files: readonly Pick<FixtureFile, 'name' | 'text'>[];
}

/** The cases of one list of `test/conformance`; the pipeline starts in the first file. */
export function casesOf(list: string): readonly Case[] {
  const url = new URL(`../conformance/${list}.jsonl`, import.meta.url);
  const lines = readFileSync(url, 'utf8').trim().split('\n');
  return lines.map(line => {
    const { id, yaml, files = {} } = JSON.parse(line) as { id: string; yaml: string; files?: Record<string, string> };
    const others = Object.entries(files).map(([name, text]) => ({ name, text }));
    return { id, files: [{ name: '.gitlab-ci.yml', text: yaml }, ...others] };
  });
}
