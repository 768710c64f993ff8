/** The texts of lenses. */
import { pathBelow } from '../../text/uri.ts';
import type { Project } from '../../ci/project.ts';
import type { Uri } from '../../text/span.ts';
import type { Block } from '../../yaml/tree.ts';
import { mentionsOf } from '../names/mentions.ts';
import type { HookSource } from './sources.ts';

/** The most sources that are named; for more, there is the view of effective hooks. */
const MOST_NAMES = 2;

/** `pre-stop hook from .base (templates/base.yml)`. */
export function originTitle(
  project: Project,
  sources: readonly HookSource[],
  { uri, isPart }: { readonly uri: Uri; readonly isPart: boolean },
): string {
  const names = [
    ...new Set(
      sources.map(({ origin: { at } }) => {
        const path = at.uri === uri ? '' : ` (${pathBelow(project.folder, at.uri) ?? at.uri})`;
        return entryAround(at.block, at.span.start) + path;
      }),
    ),
  ];
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  const shown = names.slice(0, MOST_NAMES).join(more ? ', ' : ' and ');
  return `${hooksText(sources.map(({ hook }) => hook))} ${isPart ? 'partly ' : ''}from ${shown}${more}`;
}

/** `pre-stop hook used by 12 jobs`, from the number of jobs in each pipeline. */
export function usesTitle(hooks: readonly string[], counts: readonly number[]): string {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const pipelines = counts.filter(count => count > 0).length;
  const jobs = total === 0 ? 'no job' : total === 1 ? '1 job' : `${total} jobs`;
  return `${hooksText(hooks)} used by ${jobs}${pipelines > 1 ? ` in ${pipelines} pipelines` : ''}`;
}

function hooksText(hooks: readonly string[]): string {
  const [hook, ...others] = new Set(hooks);
  if (hook === undefined || others.length > 0) return 'hooks';
  return `${SHORT[hook] ?? hook} hook`;
}

const SHORT: Readonly<Record<string, string>> = {
  pre_stop_k8s_container_handler: 'pre-stop',
  pre_get_sources_script: 'pre-get-sources',
};

function entryAround(block: object, offset: number): string {
  if (!('root' in block)) return 'elsewhere';
  const definitions = mentionsOf(block as Block, 'content').filter(
    ({ kind, ...mention }) => kind === 'entry' && 'role' in mention && mention.role === 'definition',
  );
  const found = definitions.findLast(({ span }) => span.start <= offset);
  return found && 'name' in found ? found.name : 'elsewhere';
}
