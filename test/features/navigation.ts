/** Projects in memory with a cursor, and a readable form of places. */
import type { Files } from '../../server/src/ci/files.ts';
import { loadProject } from '../../server/src/ci/load-project.ts';
import type { Project } from '../../server/src/ci/project.ts';
import { linesOf } from '../../server/src/text/lines.ts';
import { applyChanges, type Span, type TextChange } from '../../server/src/text/span.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import type { SourceDocument } from '../../server/src/yaml/tree.ts';
import { readFixture } from '../fixture.ts';

export const FOLDER = 'file:///project/';
const CURSOR = '<|>';

export interface Scene {
  /** One for each file that is named as a pipeline, or for the first file if none is. */
  readonly projects: readonly Project[];
  readonly document: SourceDocument;
  readonly offset: number;
}

/** The pipelines of a fixture, loaded from its files; the cursor is in one of them. */
export async function sceneOf(fixture: string, pipelines: readonly string[] = []): Promise<Scene> {
  const marked = readFixture(fixture).files;
  const at = marked.findIndex(({ text }) => text.includes(CURSOR));
  const texts = new Map(marked.map(({ name, text }) => [name, text.replace(CURSOR, '')]));
  const starts = pipelines.length > 0 ? pipelines : [marked[0]?.name ?? ''];
  const open = new Map([...texts].map(([name, text]) => [FOLDER + name, parse(FOLDER + name, text)]));
  const projects = await Promise.all(
    starts.map(name => loadProject({ pipeline: FOLDER + name, folder: FOLDER }, open, filesIn(texts))),
  );
  const uri = FOLDER + (marked[Math.max(0, at)]?.name ?? '');
  const document = projects.map(({ documents }) => documents.get(uri)).find(found => found !== undefined);
  if (!document) throw new Error(`no pipeline has ${uri}`);
  return { projects, document, offset: Math.max(0, marked[at]?.text.indexOf(CURSOR) ?? 0) };
}

/** Files of a repository in memory. */
export function filesIn(texts: ReadonlyMap<string, string>): Files {
  const pathOf = (uri: string): string => decodeURIComponent(uri.slice(FOLDER.length));
  return {
    read: uri => Promise.resolve(texts.get(pathOf(uri)) ?? { failed: 'missing' }),
    list: folder => {
      const below = [...texts.keys()].filter(name => name.startsWith(pathOf(folder)));
      const names = new Map(
        below.map(name => {
          const [first = '', ...more] = name.slice(pathOf(folder).length).split('/');
          return [first, more.length > 0 ? 'folder' : 'file'] as const;
        }),
      );
      return Promise.resolve([...names].map(([name, kind]) => ({ name, kind })));
    },
  };
}

/** `templates/base.yml:3:1 .base`: file, line, column and text. */
export function drawSpot({ projects }: Scene, { uri, span }: { readonly uri: string; readonly span: Span }): string {
  const document = projects.map(({ documents }) => documents.get(uri)).find(found => found !== undefined);
  const name = decodeURIComponent(uri.slice(FOLDER.length));
  if (!document) return name;
  const { line, character } = linesOf(document.text).positionAt(span.start);
  return `${name}:${line + 1}:${character + 1} ${document.text.slice(span.start, span.end)}`.trim();
}

/** The texts of all files after the changes, in the form of a fixture. */
export function textsAfter({ projects }: Scene, changes: ReadonlyMap<string, readonly TextChange[]>): string {
  const documents = new Map(projects.flatMap(project => [...project.documents]));
  return [...documents]
    .map(([uri, { text }]) => `-- ${uri.slice(FOLDER.length)} --\n${applyChanges(text, changes.get(uri) ?? [])}`)
    .join('');
}
