/** Lenses stay clickable after the editor has dropped the list that they came in. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { CodeLens, Command } from 'vscode';
import { lensCommands, type LensCommands } from '../../client/src/lens-commands.ts';

describe('the command of a lens', () => {
  let registered: Map<string, () => unknown>;
  let ran: unknown[];
  let lenses: LensCommands;

  beforeEach(() => {
    registered = new Map();
    ran = [];
    lenses = lensCommands({
      registerCommand(id, run) {
        if (registered.has(id)) throw new Error(`${id} is registered already`);
        registered.set(id, run);
        return { dispose: () => void registered.delete(id) };
      },
      executeCommand: (id, ...args) => Promise.resolve(void ran.push([id, ...args])),
    });
  });

  const lensOf = (command?: Command): CodeLens => ({ command, isResolved: true }) as CodeLens;
  const preview = (line: number): CodeLens =>
    lensOf({ title: 'Preview', command: 'preview', arguments: ['file:///a.yml', { line, character: 0 }] });

  it('has no arguments, which the editor would lose, and runs the one with them', () => {
    const { command } = lenses.lasting(preview(4));
    expect(command).toEqual({ title: 'Preview', command: expect.any(String) as string });
    registered.get(command!.command)!();
    expect(ran).toEqual([['preview', 'file:///a.yml', { line: 4, character: 0 }]]);
  });

  it('is the same for the same arguments, however often the lens comes', () => {
    const ids = [preview(4), preview(5), preview(4)].map(lens => lenses.lasting(lens).command!.command);
    expect(ids[2]).toBe(ids[0]);
    expect(ids[1]).not.toBe(ids[0]);
    expect(registered.size).toBe(2);
  });

  it('stays as it is without arguments, and without a command', () => {
    const bare = { title: 'a text', command: '' };
    expect(lenses.lasting(lensOf({ ...bare })).command).toEqual(bare);
    expect(lenses.lasting(lensOf({ ...bare, arguments: [] })).command).toEqual({ ...bare, arguments: [] });
    expect(lenses.lasting(lensOf()).command).toBeUndefined();
    expect(registered.size).toBe(0);
  });

  it('is dropped long after it was last shown, and with the extension', () => {
    const often = lenses.lasting(preview(0)).command!.command;
    const once = lenses.lasting(preview(1)).command!.command;
    for (let line = 2; line < 1000; line++) {
      lenses.lasting(preview(0));
      lenses.lasting(preview(line));
    }
    expect(registered.has(often)).toBe(true);
    expect(registered.has(once)).toBe(false);
    expect(registered.size).toBeLessThan(600);
    lenses.dispose();
    expect(registered.size).toBe(0);
  });
});
