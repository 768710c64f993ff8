/**
 * The only place that catches exceptions of requests: a bug is logged and answered with nothing, so that no feature
 * crashes the server.
 */
import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { CancellationToken } from 'vscode-languageserver';

export type Log = (message: string) => void;

/** Thrown by a handler whose answer would be about an outdated text. */
export const outdated = new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed.');

export const uninitialised = new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized yet.');

/** Throws if nobody waits for the answer any more; for handlers that have waited before they begin to work. */
export function throwIfCancelled(token: CancellationToken): void {
  if (isCancelled(token)) throw cancelled();
}

/**
 * Wraps a request: answers `empty` if the handler fails, and "cancelled" as soon as the request is, whatever the
 * handler waits for.
 */
export function request<P, R>(
  log: Log,
  name: string,
  empty: R,
  handler: (params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError> {
  return async (params, token) => {
    try {
      throwIfCancelled(token);
      const answer = await Promise.race([handler(params, token), rejectedWhenCancelled(token)]);
      return isCancelled(token) ? cancelled() : answer;
    } catch (error) {
      if (error instanceof ResponseError) return error;
      log(failureText(name, error));
      return empty;
    }
  };
}

/** The result of `run`, or `empty` if it fails. */
export function attempt<R>(log: Log, name: string, empty: R, run: () => R): R {
  try {
    return run();
  } catch (error) {
    log(failureText(name, error));
    return empty;
  }
}

/** Wraps a notification. */
export function notification<P>(
  log: Log,
  name: string,
  handler: (params: P) => void | Promise<void>,
): (params: P) => Promise<void> {
  return async params => {
    try {
      await handler(params);
    } catch (error) {
      log(failureText(name, error));
    }
  };
}

function isCancelled(token: CancellationToken): boolean {
  return token.isCancellationRequested;
}

function rejectedWhenCancelled(token: CancellationToken): Promise<never> {
  return new Promise((_, reject) => token.onCancellationRequested(() => reject(cancelled())));
}

function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
}

export function failureText(name: string, error: unknown): string {
  return `${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
