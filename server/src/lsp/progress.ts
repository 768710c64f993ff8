/** Shows work that takes longer than a moment in the status bar of the editor. */
import type { Connection } from 'vscode-languageserver';
import type { Translate } from '../translation/translate.ts';
import type { Busy, Later } from '../workspace/environment.ts';

/** How long work may take before it is shown. */
export const MOMENT = 500;

/** The connection ignores this for clients that cannot show it. */
export function busyOf(connection: Connection, later: Later, translate: Translate): Busy {
  return async (title, work) => {
    let end: (() => void) | undefined;
    let over = false;
    const show = async (): Promise<void> => {
      const shown = await connection.window.createWorkDoneProgress();
      if (!over) shown.begin(translate(title));
      end = () => shown.done();
      if (over) end();
    };
    const callOff = later(MOMENT, () => void show().catch(() => undefined));
    try {
      return await work;
    } finally {
      over = true;
      callOff();
      end?.();
    }
  };
}
