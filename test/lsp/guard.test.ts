/** Exceptions are logged where the protocol begins, never passed on. */
import { describe, expect, it } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { attempt, notification, outdated, request } from '../../server/src/lsp/guard.ts';

const { token } = new CancellationTokenSource();

function broken(): never {
  throw new Error('a bug');
}

describe('a request', () => {
  it('gets the answer of its handler', async () => {
    await expect(
      request(
        () => undefined,
        'ask',
        0,
        (n: number) => n + 1,
      )(1, token),
    ).resolves.toBe(2);
    await expect(
      request(
        () => undefined,
        'ask',
        0,
        (n: number) => Promise.resolve(n + 1),
      )(1, token),
    ).resolves.toBe(2);
  });

  it('gets an empty answer when the handler fails, and the log says why', async () => {
    const logged: string[] = [];
    const log = (message: string): void => void logged.push(message);
    await expect(request(log, 'ask', [], broken)(undefined, token)).resolves.toEqual([]);
    await expect(request(log, 'ask', [], () => Promise.reject(new Error('late')))(undefined, token)).resolves.toEqual(
      [],
    );
    await expect(
      request(log, 'ask', [], () => {
        // oxlint-disable-next-line typescript/only-throw-error -- a library may throw anything
        throw 'no error at all';
      })(undefined, token),
    ).resolves.toEqual([]);
    expect(logged.map(text => text.split('\n')[0])).toEqual([
      'ask failed: Error: a bug',
      'ask failed: Error: late',
      'ask failed: no error at all',
    ]);
  });

  it('passes errors on that are answers themselves', async () => {
    const answer = await request(
      () => undefined,
      'ask',
      [],
      () => Promise.reject(outdated),
    )(undefined, token);
    expect(answer).toBeInstanceOf(ResponseError);
    expect(answer).toMatchObject({ code: LSPErrorCodes.ContentModified });
  });

  it('is not answered when it was cancelled before or while it ran', async () => {
    const source = new CancellationTokenSource();
    const asked = request(
      () => undefined,
      'ask',
      [],
      async () => {
        await Promise.resolve();
        source.cancel();
        return [1];
      },
    );
    await expect(asked(undefined, source.token)).resolves.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    await expect(asked(undefined, source.token)).resolves.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });
});

it('a notification that fails is logged', async () => {
  const logged: string[] = [];
  await notification(message => void logged.push(message), 'tell', broken)(undefined);
  expect(logged).toHaveLength(1);
});

it('an attempt that fails gives the empty result', () => {
  const logged: string[] = [];
  const log = (message: string): void => void logged.push(message);
  expect(attempt(log, 'try', 0, () => 1)).toBe(1);
  expect(attempt(log, 'try', 0, broken)).toBe(0);
  expect(logged).toHaveLength(1);
});
