/**
 * Silences the popular YAML extension in CI files: it is told that they may contain anything, so that it neither
 * checks, completes nor describes keys there, all of which we do. Its formatter and its syntax errors stay.
 */
import { extensions, languages, workspace, type Disposable, type TextDocument } from 'vscode';
import { SECTION } from '../../server/src/lsp/requests.ts';
import { OTHER_YAML } from './other-yaml.ts';

/** The part of its API that is used here. */
interface YamlApi {
  registerContributor?(
    scheme: string,
    schemaOf: (uri: string) => string | undefined,
    contentOf: (schema: string) => string | undefined,
  ): boolean;
}

/** It requests the schema by a URI with the scheme of its contributor. */
const SCHEME = 'gitlab-ci-open';
const OPEN_SCHEMA = `${SCHEME}://schema/anything`;

/** Registers with that extension now, or as soon as it is installed. */
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
  // errors of the other extension are its own to report
  const tell = (): void => void speak().catch(() => undefined);
  tell();
  return extensions.onDidChange(tell);
}

function isOurs(uri: string, isCiFile: (document: TextDocument) => boolean): boolean {
  const document = workspace.textDocuments.find(candidate => candidate.uri.toString() === uri);
  if (!document || workspace.getConfiguration(SECTION, document.uri).get('quietYamlExtension') === false) return false;
  return isCiFile(document) && !hasSchemaOfUser(document);
}

/** A schema that the user chose for the file has priority, as has one named in the file itself. */
function hasSchemaOfUser(document: TextDocument): boolean {
  const schemas: unknown = workspace.getConfiguration('yaml', document.uri).get('schemas');
  const globs = Object.values((schemas ?? {}) as Readonly<Record<string, unknown>>).flat();
  return globs.some(glob => typeof glob === 'string' && matches(glob, document));
}

/** That extension matches a pattern with the end of a path. */
function matches(glob: string, document: TextDocument): boolean {
  return [glob, `**/${glob.replace(/^\.?\//, '')}`].some(pattern => languages.match({ pattern }, document) > 0);
}
