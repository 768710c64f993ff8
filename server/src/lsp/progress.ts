/** Shows work that takes longer than a moment in the status bar of the editor. */
import type { CancellationToken, Connection, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Translate } from '../translation/translate.ts';
import type { Busy, Later } from '../workspace/environment.ts';
import type { Session } from './session.ts';

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

/** Shows a request that takes long at the token that the client gave for it; clients without one see nothing. */
export function shownAs<P, R>(
  { later, abilities }: Pick<Session, 'later' | 'abilities'>,
  title: string,
  answer: (params: P, token: CancellationToken) => Promise<R>,
): (params: P, token: CancellationToken, reporter: WorkDoneProgressReporter) => Promise<R> {
  return async (params, token, reporter) => {
    let end: (() => void) | undefined;
    const callOff = later(MOMENT, () => {
      reporter.begin(abilities.translate(title));
      end = () => reporter.done();
    });
    try {
      return await answer(params, token);
    } finally {
      callOff();
      end?.();
    }
  };
}
