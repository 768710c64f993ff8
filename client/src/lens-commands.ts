/**
 * Lenses that do what they say whenever they are clicked. The editor keeps the arguments of a lens's command only as long
 * as the list that the lens came in: if a new list comes while the texts of the last one are being requested, it shows
 * lenses whose arguments are gone, and a click only brings the error "Actual command not found". A command without
 * arguments has nothing to lose, so each command that has some gets one of its own.
 */
import type { CodeLens, Command, Disposable } from 'vscode';

/** What is needed of the editor's `commands`. */
export interface Commands {
  registerCommand(id: string, run: () => unknown): Disposable;
  executeCommand(id: string, ...args: readonly unknown[]): PromiseLike<unknown>;
}

export interface LensCommands {
  /** The same lens, with a command that can be run at any time. */
  readonly lasting: (lens: CodeLens) => CodeLens;
  readonly dispose: () => void;
}

/** More than are visible at once: the oldest ones are dropped. */
const LIMIT = 500;

export function lensCommands(commands: Commands): LensCommands {
  const kept = new Map<string, { readonly id: string; readonly registered: Disposable }>();
  let count = 0;
  const idOf = (key: string, { command, arguments: args = [] }: Command): string => {
    const { id, registered } = kept.get(key) ?? register(`gitlabCi.lens.${++count}`, command, args);
    kept.delete(key); // and in again, as the newest
    kept.set(key, { id, registered });
    return id;
  };
  const register = (id: string, command: string, args: readonly unknown[]) => ({
    id,
    registered: commands.registerCommand(id, () => commands.executeCommand(command, ...args)),
  });
  const dropOldest = (): void => {
    for (const [key, { registered }] of kept) {
      if (kept.size <= LIMIT) return;
      registered.dispose();
      kept.delete(key);
    }
  };
  return {
    lasting(lens) {
      const { command } = lens;
      if (!command?.arguments || command.arguments.length === 0) return lens;
      lens.command = {
        title: command.title,
        command: idOf(JSON.stringify([command.command, command.arguments]), command),
      };
      dropOldest();
      return lens;
    },
    dispose() {
      for (const { registered } of kept.values()) registered.dispose();
      kept.clear();
    },
  };
}
