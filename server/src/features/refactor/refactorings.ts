/**
 * Refactorings of the job under a selection: each is offered only if every job of every pipeline resolves to the same
 * afterwards.
 */
import { configurationOf } from '../../ci/configuration.ts';
import type { Project } from '../../ci/project.ts';
import { defaults, job } from '../../spec/job.ts';
import { pipeline } from '../../spec/pipeline.ts';
import type { Span, TextChange } from '../../text/span.ts';
import type { Pair, SourceDocument } from '../../yaml/tree.ts';
import { ownersIn } from '../names/spots.ts';
import { extract, templateName, type Changes } from './extract.ts';
import { nameOf, targetAt, type JobTarget } from './job-target.ts';
import { proofFor, type Proof } from './outcome.ts';
import { moveToDefault } from './to-default.ts';

export interface Refactoring {
  readonly title: string;
  readonly kind: 'extract' | 'move';
  /** Changes of this document; empty if it is not possible. */
  readonly changes: readonly TextChange[];
  /** Why it is not possible. */
  readonly disabled?: string;
}

/** The refactorings for the keys of a job that the selection touches; computing them resolves the whole pipeline. */
export function refactorings(
  projects: readonly Project[],
  document: SourceDocument,
  selection: Span,
): readonly Refactoring[] {
  const owners = ownersIn(projects, document);
  const target = targetAt(document, selection);
  if (!target || !isVisibleJob(target)) return [];
  const keys = target.touched.filter(pair => isKnown(pair, job.shape.fields) && nameOf(pair) !== 'extends');
  const names = new Set(owners.flatMap(project => configurationOf(project).names()));
  const { start, end } = target.map.span;
  const tooMuch = beyondProof(names.size, end - start);
  const prove: Proof = tooMuch === undefined ? proofFor(owners, document) : () => tooMuch;
  return [...extraction(target, keys, names, prove), ...keys.slice(0, 1).flatMap(key => move(target, key, prove))];
}

/** All of them are resolved twice for a proof, while somebody waits. */
export const MOST_PROVED = 5000;

/** So many characters of one entry are judged twice, as well. */
export const LARGEST_PROVED = 100_000;

function beyondProof(entries: number, length: number): string | undefined {
  if (entries > MOST_PROVED)
    return `The pipeline has ${entries} entries; up to ${MOST_PROVED} are compared before and after a refactoring.`;
  return length > LARGEST_PROVED
    ? `The job has ${length} characters; jobs of up to ${LARGEST_PROVED} are compared before and after a refactoring.`
    : undefined;
}

/** Keywords are not jobs, except for those that are if they have something to run. */
function isVisibleJob({ name, map }: JobTarget): boolean {
  const runs = map.pairs.some(pair => ['script', 'run', 'trigger'].includes(nameOf(pair) ?? ''));
  return !name.startsWith('.') && (runs || !Object.hasOwn(pipeline.shape.fields, name));
}

function isKnown(pair: Pair, fields: object): boolean {
  return Object.hasOwn(fields, nameOf(pair) ?? '');
}

function extraction(
  target: JobTarget,
  keys: readonly Pair[],
  names: ReadonlySet<string>,
  prove: Proof,
): readonly Refactoring[] {
  const words = keys.flatMap(pair => nameOf(pair) ?? []);
  const [first] = words;
  if (first === undefined) return [];
  const template = templateName(target.name, words.length === 1 ? first : 'base', names);
  const title = `Extract ${words.map(word => `\`${word}\``).join(', ')} into the hidden job \`${template}\``;
  return [proven({ title, kind: 'extract' }, extract(target, keys, template), changes => prove(changes))];
}

/** `timeout` in `default` has no effect. */
function move(target: JobTarget, key: Pair, prove: Proof): readonly Refactoring[] {
  const word = nameOf(key) ?? '';
  if (target.touched.length > 1 || !isKnown(key, defaults.shape.fields) || word === 'timeout') return [];
  const { jobs, changes } = moveToDefault(target, key);
  const title = `Move \`${word}\` to \`default\`${jobs > 1 ? `, from ${jobs} jobs` : ''}`;
  return [proven({ title, kind: 'move' }, changes, made => prove(made, { key: word, job: target.name }))];
}

function proven(
  what: Pick<Refactoring, 'title' | 'kind'>,
  changes: Changes,
  whyNot: (changes: readonly TextChange[]) => string | undefined,
): Refactoring {
  const disabled = 'because' in changes ? changes.because : whyNot(changes);
  return disabled === undefined && !('because' in changes)
    ? { ...what, changes }
    : { ...what, changes: [], disabled: disabled ?? '' };
}
