/**
 * Which keys of an entry the outline shows, and how: those that say what a job is for, when it runs, what it depends on
 * and what it does. Keys with details (`image`, `tags`, `timeout`, `retry` …) are left out; hovers show them.
 */
import type { Node, Pair } from '../../yaml/tree.ts';
import { rulesSaid } from './rules.ts';
import { keyText, pairsOf, pairSymbol, symbolOf, valueOf, type DocumentSymbol, type Said } from './symbol.ts';
import { flat, listed, wordsOf } from './words.ts';

type Tell = (value: Node | undefined, text: string) => string | Said;

const names: Tell = (value, text) =>
  value?.kind === 'map' ? listed(value.pairs, ({ key }) => keyText(key, text)) : wordsOf(value, text);

/** The job or pipeline that a need names. */
const needed: Tell = (value, text) =>
  listed(flat(value), need => wordsOf(NEEDED.map(key => valueOf(need, key)).find(Boolean) ?? need, text));

const NEEDED = ['job', 'pipeline', 'project'];

/** Another project, or the files of a child pipeline. */
const started: Tell = (value, text) => {
  const files = flat(valueOf(value, 'include')).map(
    file => valueOf(file, 'local') ?? valueOf(file, 'artifact') ?? file,
  );
  return files.length > 0
    ? listed(files, file => wordsOf(file, text))
    : wordsOf(valueOf(value, 'project') ?? value, text);
};

const environment: Tell = (value, text) =>
  value?.kind === 'map'
    ? listed([valueOf(value, 'name'), valueOf(value, 'action')], each => wordsOf(each, text))
    : wordsOf(value, text);

const artifacts: Tell = (value, text) => {
  const reports = pairsOf(valueOf(value, 'reports')).map(({ key }) => keyText(key, text));
  const kinds = reports.length > 0 ? [`reports ${listed(reports, name => name)}`] : [];
  const parts = [wordsOf(valueOf(value, 'paths'), text), ...kinds];
  return value?.kind === 'map' ? parts.filter(Boolean).join(', ') : wordsOf(value, text);
};

/** The steps of `run` by name. */
const steps: Tell = (value, text) => {
  const items = flat(value).filter(({ span }) => span.end > span.start);
  const children = items.map(step => {
    const name = valueOf(step, 'name');
    const work = ['script', 'step', 'func'].map(key => valueOf(step, key)).find(Boolean);
    return symbolOf(wordsOf(name ?? step, text), step.span, selectable(name) ?? step.span, {
      role: 'step',
      detail: wordsOf(work, text),
    });
  });
  return { role: 'key', children };
};

function selectable(node: Node | undefined): Node['span'] | undefined {
  return node && node.span.end > node.span.start ? node.span : undefined;
}

/** The number of copies of a job, as far as the text alone shows it. */
const copies: Tell = (value, text) => {
  const count = value?.kind === 'scalar' ? wordsOf(value, text) : combinations(valueOf(value, 'matrix'));
  return count === undefined ? wordsOf(value, text) : `${count} copies`;
};

function combinations(matrix: Node | undefined): number | undefined {
  const rows = flat(matrix).map(row =>
    row.kind === 'map' ? row.pairs.reduce((count, { value }) => count * choices(value), 1) : NaN,
  );
  const count = rows.reduce((sum, row) => sum + row, 0);
  return count > 0 ? count : undefined;
}

function choices(value: Node | undefined): number {
  if (value?.kind === 'scalar') return 1;
  const isPlain = value?.kind === 'list' && value.items.every(({ kind }) => kind === 'scalar');
  return isPlain ? value.items.length : NaN;
}

/** How the keys of jobs and of `default` are shown. */
const PARTS: ReadonlyMap<string, Tell> = new Map<string, Tell>([
  ['<<', wordsOf],
  ['extends', wordsOf],
  ['trigger', started],
  ['rules', rulesSaid],
  ['only', wordsOf],
  ['except', wordsOf],
  ['when', wordsOf],
  ['needs', needed],
  ['dependencies', wordsOf],
  ['parallel', copies],
  ['environment', environment],
  ['inputs', names],
  ['variables', names],
  ['before_script', wordsOf],
  ['script', wordsOf],
  ['run', steps],
  ['after_script', wordsOf],
  ['artifacts', artifacts],
]);

/** The symbol for a key of a job; none for keys that are not shown. */
export function partSymbol(pair: Pair, text: string): readonly DocumentSymbol[] {
  const tell = PARTS.get(keyText(pair.key, text));
  if (!tell) return [];
  const said = tell(pair.value, text);
  return [pairSymbol(pair, text, typeof said === 'string' ? { role: 'key', detail: said } : said)];
}
