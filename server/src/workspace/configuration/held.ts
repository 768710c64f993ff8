/** The configuration of one repository, read on demand and again when its file changes. */
import type { Files } from '../../ci/files.ts';
import type { Uri } from '../../text/span.ts';
import type { WorkspaceEnvironment } from '../environment.ts';
import { readConfiguration, type ConfigurationFile } from './read.ts';
import { CONFIGURATION_FILE } from '../../features/recognise/names.ts';

export interface HeldConfiguration {
  readonly uri: Uri;
  /** The values in force. */
  values(): Promise<Values>;
  /** The file may have changed; text that is being typed is read after a pause of so many milliseconds. */
  changed(rest?: number): void;
}

export type Values = ConfigurationFile['values'];

type Found = Awaited<ReturnType<Files['read']>>;
type Around = Pick<WorkspaceEnvironment, 'text' | 'later' | 'warn' | 'onConfigured'>;

export function configurationAt(folder: Uri, files: Files, around: Around): HeldConfiguration {
  const uri = `${folder}${CONFIGURATION_FILE}`;
  let last: Values = {};
  let reading: Promise<Values> | undefined;
  let callOff: (() => void) | undefined;
  let told: string | undefined;
  /** Unless what is in force was read from the editor. */
  let onDisk: Found | undefined;
  const read = async (): Promise<Values> => {
    const open = around.text(uri);
    const found = open ?? (await files.read(uri));
    onDisk = open === undefined ? found : undefined;
    if (typeof found !== 'string') {
      if (found.failed !== 'missing') around.warn(`${uri} is left out: the file cannot be read (${found.failed}).`);
      return (last = {});
    }
    const { values, problems, isBroken } = readConfiguration(found);
    if (open === undefined) {
      // the same text may be read many times
      if (found !== told)
        for (const { line, column, message } of problems) around.warn(`${uri}:${line}:${column}: ${message}`);
      told = found;
    }
    // while somebody types, the previous values stay in force
    else if (isBroken) return last;
    return (last = values);
  };
  const again = (): void => {
    reading = undefined;
    around.onConfigured(folder);
  };
  /** Every open file is judged again with what it says, so it is read before that is said. */
  const look = async (): Promise<void> => {
    const before = onDisk;
    const now = around.text(uri) ?? (await files.read(uri).catch(() => undefined));
    if (now === undefined || before !== onDisk || !isSame(before, now)) again();
  };
  return {
    uri,
    values: () => (reading ??= read().catch(() => last)),
    changed(rest) {
      callOff?.();
      callOff = undefined;
      if (rest === undefined) void look();
      else callOff = around.later(rest, again);
    },
  };
}

function isSame(before: Found | undefined, now: Found): boolean {
  return before === now || (typeof before === 'object' && typeof now === 'object' && before.failed === now.failed);
}
