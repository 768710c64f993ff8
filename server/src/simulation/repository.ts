/** What a repository says about itself without running anything: its branch, its default branch, its project. */
import type { Files } from '../ci/files.ts';
import type { Uri } from '../text/span.ts';

export interface RepositoryFacts {
  /** The branch that is checked out. */
  readonly branch?: string;
  readonly defaultBranch?: string;
  /** The full path of the project on its server. */
  readonly project?: string;
  readonly tags: readonly string[];
}

/** Reads files in the `.git` folder; what is missing there stays unknown. */
export async function readRepository(files: Files, folder: Uri): Promise<RepositoryFacts> {
  const read = async (path: string): Promise<string> => {
    const text = await files.read(`${folder}.git/${path}`);
    return typeof text === 'string' ? text : '';
  };
  const [head, config, packed, remoteHead] = await Promise.all(
    ['HEAD', 'config', 'packed-refs', 'refs/remotes/origin/HEAD'].map(read),
  );
  const loose = await files.list(`${folder}.git/refs/tags/`);
  return factsOf({
    head: head ?? '',
    config: config ?? '',
    packed: packed ?? '',
    remoteHead: remoteHead ?? '',
    tags: loose.filter(({ kind }) => kind === 'file').map(({ name }) => name),
  });
}

interface GitFiles {
  readonly head: string;
  readonly config: string;
  readonly packed: string;
  readonly remoteHead: string;
  readonly tags: readonly string[];
}

export function factsOf({ head, config, packed, remoteHead, tags }: GitFiles): RepositoryFacts {
  const branch = /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1]?.trim();
  const heads = [...packed.matchAll(/^[0-9a-f]+ refs\/(?:heads|remotes\/origin)\/(.+)$/gm)].map(([, name]) =>
    name?.trim(),
  );
  const usual = ['main', 'master'].find(name => heads.includes(name) || name === branch);
  const defaultBranch = /^ref: refs\/remotes\/origin\/(.+)$/m.exec(remoteHead)?.[1]?.trim() ?? usual;
  const project = projectIn(config);
  const packedTags = [...packed.matchAll(/^[0-9a-f]+ refs\/tags\/(.+)$/gm)].flatMap(([, name]) => name?.trim() ?? []);
  return {
    ...(branch !== undefined && { branch }),
    ...(defaultBranch !== undefined && { defaultBranch }),
    ...(project !== undefined && { project }),
    tags: [...new Set([...packedTags, ...tags])],
  };
}

/** Longer lines are not addresses, and would only take time. */
const LONGEST_ADDRESS = 2000;

/** The path in the HTTP or SSH address of the remote `origin`. It reads line by line, since the file may be hostile. */
function projectIn(config: string): string | undefined {
  const lines = config.split('\n').map(line => line.trim());
  const start = lines.indexOf('[remote "origin"]') + 1;
  if (start === 0) return undefined;
  const next = lines.findIndex((line, index) => index >= start && line.startsWith('['));
  const section = lines.slice(start, next < 0 ? undefined : next);
  const [, ...value] = section.find(line => line.split('=')[0]?.trim() === 'url')?.split('=') ?? [];
  const [address = ''] = value.join('=').trim().split(/\s/, 1);
  if (address.length > LONGEST_ADDRESS) return undefined;
  const path = /^(?:[a-z+]+:\/\/[^/]+\/|[^/:]+:)(.+)$/i.exec(address)?.[1];
  return (
    path
      ?.replace(/\/$/, '')
      .replace(/\.git$/i, '')
      .replace(/^\/+/, '') || undefined
  );
}
