/** Restarting a server, even one that no longer answers. */
import { expect, it } from 'vitest';
import { lifetime } from '../../client/src/lifetime.ts';

interface Fake {
  readonly number: number;
  dispose(timeout?: number): Promise<void>;
}

function fakes(dispose: () => Promise<void>): { readonly make: () => Promise<Fake>; readonly made: Fake[] } {
  const made: Fake[] = [];
  const make = (): Promise<Fake> => {
    const one = { number: made.length, dispose };
    made.push(one);
    return Promise.resolve(one);
  };
  return { make, made };
}

it('starts once', async () => {
  const { make, made } = fakes(() => Promise.resolve());
  const server = lifetime(make, () => undefined);
  expect(server.current()).toBeUndefined();
  await Promise.all([server.start(), server.start()]);
  expect(made).toHaveLength(1);
});

it('starts anew after a server that hangs', async () => {
  const logged: string[] = [];
  const { make } = fakes(() => Promise.reject(new Error('Stopping the server timed out')));
  const server = lifetime(make, message => logged.push(message));
  await server.start();
  await server.end();
  expect(server.current()).toBeUndefined();
  await server.start();
  expect((await server.current())?.number).toBe(1);
  expect(logged).toEqual(['Error: Stopping the server timed out']);
});

it('tells why a server did not start, and can be asked again', async () => {
  const logged: string[] = [];
  const server = lifetime<Fake>(
    () => Promise.reject(new Error('no')),
    message => logged.push(message),
  );
  await server.start();
  await server.end();
  expect(logged).toEqual(['Error: no']);
  expect(server.current()).toBeUndefined();
});
