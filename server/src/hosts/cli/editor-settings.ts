/**
 * The scenarios that a team shares in the settings of its editor: `gitlabCi.scenarios` of `.vscode/settings.json`.
 * Nothing else of that file is looked at, and no mistake in it stops a command.
 */
import { join } from 'node:path';
import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { objectOf } from '../../simulation/json.ts';
import { readForms, type ScenarioForm } from '../../simulation/scenario-form.ts';
import { linesOf } from '../../text/lines.ts';
import { oneLine } from '../../text/shown.ts';
import { uriOfPath } from '../../text/uri.ts';
import { AT_ONCE } from '../disk-calls.ts';
import { diskFiles } from '../files.ts';
import type { Io } from './io.ts';

const FILE = '.vscode/settings.json';

/** Reads them from the root of a repository, and tells what is wrong with them. */
export async function scenariosOfEditor(top: string, io: Io): Promise<readonly ScenarioForm[]> {
  const tell = (words: string, at = ''): void => io.err(`${FILE}${at}: ${oneLine(words)}\n`);
  const text = await diskFiles(top, AT_ONCE).read(uriOfPath(join(top, FILE)));
  if (typeof text !== 'string') {
    if (text.failed !== 'missing') tell(`its scenarios are left out, since it cannot be read (${text.failed}).`);
    return [];
  }
  const { settings, fault } = settingsIn(text);
  if (fault) {
    const { line, character } = linesOf(text).positionAt(fault.offset);
    tell(`this is no JSON (${fault.why}).`, `:${line + 1}:${character + 1}`);
  }
  const { forms, faults } = readForms(objectOf(settings)?.['gitlabCi.scenarios']);
  for (const fault of faults) tell(fault);
  return forms;
}

interface Read {
  readonly settings?: unknown;
  readonly fault?: { readonly why: string; readonly offset: number };
}

/** As far as they can be read. An empty file has none; the editor allows comments and trailing commas. */
function settingsIn(text: string): Read {
  if (text.trim() === '') return {};
  const errors: ParseError[] = [];
  try {
    const settings: unknown = parse(text, errors, { allowTrailingComma: true });
    const [first] = errors;
    return { settings, ...(first && { fault: { why: printParseErrorCode(first.error), offset: first.offset } }) };
  } catch {
    return { fault: { why: 'TooDeep', offset: 0 } };
  }
}
