/** What libyaml made of 3,000 blocks, as scripts/record-trees.mjs recorded it. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The picture of libyaml's tree, or null where it refuses the text. */
type Recorded = readonly [text: string, tree: string | null];

export const RECORDED = gunzipSync(readFileSync(new URL('recorded.jsonl.gz', import.meta.url)))
  .toString()
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Recorded);

/** So many of them are as somebody wrote them; the 2,000 after them have an edit or two. */
export const UNCHANGED = 1000;
