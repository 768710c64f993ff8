/** `sarif`: the Static Analysis Results Interchange Format 2.1.0, which code hosts and editors read. */
import { codeInfo } from '../../../codes/codes.ts';
import { oneLine, sentence } from '../../../text/shown.ts';
import type { Severity } from '../../../text/problem.ts';
import type { Found } from '../found.ts';
import type { Range } from '../report.ts';
import { printJson } from './json.ts';
import { allFound, type Format, type Unread } from './result.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

export const sarif: Format = result => {
  const found = allFound(result);
  const codes = [...new Set(found.map(({ code }) => code))].sort();
  return printJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { ...result.tool, semanticVersion: result.tool.version, rules: codes.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
        invocations: [
          {
            executionSuccessful: result.complete,
            exitCode: result.exitCode,
            toolExecutionNotifications: result.unread.map(notificationOf),
          },
        ],
        results: found.map(one => resultOf(one, codes.indexOf(one.code))),
      },
    ],
  });
};

const ROOT = 'SRCROOT';

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

function ruleOf(code: string): unknown {
  const info = codeInfo(code);
  if (!info) return { id: code };
  const { title, doc, href, severity } = info;
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: plain(doc), markdown: doc },
    helpUri: href,
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** Our Markdown uses backticks and emphasis, which plain text does not need. */
function plain(markdown: string): string {
  return markdown.replaceAll(/[`*]/g, '');
}

function resultOf(found: Found, ruleIndex: number): unknown {
  const { code, severity, message, related, fixes, fingerprint } = found;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: textOf(message) },
    locations: [{ physicalLocation: placeOf(found) }],
    ...(related.length > 0 && {
      relatedLocations: related.map((one, id) => ({
        id,
        physicalLocation: placeOf(one),
        message: { text: textOf(one.message) },
      })),
    }),
    partialFingerprints: { 'lineAndCode/v1': fingerprint },
    ...(fixes.length > 0 && { fixes: fixes.map(fixOf) }),
  };
}

/** Viewers interpret `[text](place)` as a link and `{0}` as a placeholder: we write neither, so both are escaped. */
function textOf(message: string): string {
  return sentence(message)
    .replaceAll(/\[(?=[^\]]*\]\()/g, '\\[')
    .replaceAll(/[{}]/g, '$&$&');
}

function placeOf({ path, ...range }: Range & { readonly path: string }): unknown {
  return { artifactLocation: artifactOf(path), region: regionOf(range) };
}

/** A relative path stays relative: a colon in its first folder would be read as the end of a scheme. */
function artifactOf(path: string): unknown {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  if (/^[\w+.-]+:\/\//.test(path)) return { uri: encodeURI(path) };
  return path.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: ROOT };
}

function regionOf({ line, column, endLine, endColumn }: Omit<Range, 'file'>): unknown {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function fixOf({ title, edits }: Found['fixes'][number]): unknown {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: textOf(title) },
    artifactChanges: paths.map(path => ({
      artifactLocation: artifactOf(path),
      replacements: edits
        .filter(edit => edit.path === path)
        .map(({ text, ...range }) => ({ deletedRegion: regionOf(range), insertedContent: { text } })),
    })),
  };
}

function notificationOf({ path, why }: Unread): unknown {
  return {
    level: 'error',
    message: { text: textOf(`${oneLine(path)}: ${why}`) },
    locations: [{ physicalLocation: { artifactLocation: artifactOf(path) } }],
  };
}
