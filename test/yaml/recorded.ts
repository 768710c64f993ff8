/** The trees that libyaml made of 3,000 blocks, recorded by scripts/record-trees.mjs. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The picture of libyaml's tree, or null where it refuses the text. */
type Recorded = readonly [text: string, tree: string | null];

export const RECORDED = gunzipSync(readFileSync(new URL('recorded.jsonl.gz', import.meta.url)))
  .toString()
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Recorded);

/** The number of blocks at the beginning that are unchanged; the 2,000 after them have one or two edits. */
export const UNCHANGED = 1000;
