/**
 * Keeps the popular YAML extension quiet in CI files: it is told that they may hold anything, so that it neither checks,
 * completes nor explains keys there, which is all done here. Its formatter and its syntax errors stay.
 */
import { extensions, languages, workspace, type Disposable, type TextDocument } from 'vscode';
import { SECTION } from '../../server/src/lsp/requests.ts';
import { OTHER_YAML } from './other-yaml.ts';

/** What it offers to other extensions, as far as that is needed here. */
interface YamlApi {
  registerContributor?(
    scheme: string,
    schemaOf: (uri: string) => string | undefined,
    contentOf: (schema: string) => string | undefined,
  ): boolean;
}

/** It asks for the content by the scheme under which the contributor is known. */
const SCHEME = 'gitlab-ci-open';
const OPEN_SCHEMA = `${SCHEME}://schema/anything`;

/** Speaks to that extension now, or as soon as it is there. */
export function quietYamlExtension(isCiFile: (document: TextDocument) => boolean): Disposable {
  let spoken: unknown;
  const speak = async (): Promise<void> => {
    const other = extensions.getExtension<YamlApi | undefined>(OTHER_YAML);
    const api = other && (await other.activate());
    if (!api || api === spoken) return;
    spoken = api;
    api.registerContributor?.(
      SCHEME,
      uri => (isOurs(uri, isCiFile) ? OPEN_SCHEMA : undefined),
      schema => (schema === OPEN_SCHEMA ? '{}' : undefined),
    );
  };
  // what goes wrong over there is told over there
  const tell = (): void => void speak().catch(() => undefined);
  tell();
  return extensions.onDidChange(tell);
}

function isOurs(uri: string, isCiFile: (document: TextDocument) => boolean): boolean {
  const document = workspace.textDocuments.find(candidate => candidate.uri.toString() === uri);
  if (!document || workspace.getConfiguration(SECTION, document.uri).get('quietYamlExtension') === false) return false;
  return isCiFile(document) && !hasSchemaOfUser(document);
}

/** A schema that a person chose for the file is stronger; one named in the file itself is so anyway. */
function hasSchemaOfUser(document: TextDocument): boolean {
  const schemas: unknown = workspace.getConfiguration('yaml', document.uri).get('schemas');
  const globs = Object.values((schemas ?? {}) as Readonly<Record<string, unknown>>).flat();
  return globs.some(glob => typeof glob === 'string' && matches(glob, document));
}

/** That extension takes a pattern for the end of a path. */
function matches(glob: string, document: TextDocument): boolean {
  return [glob, `**/${glob.replace(/^\.?\//, '')}`].some(pattern => languages.match({ pattern }, document) > 0);
}
