/** One server at a time: started once, and abandoned if it does not end by itself. */

export interface EndableClient {
  dispose(timeout?: number): Promise<void>;
}

export interface ServerLifetime<Client> {
  readonly current: () => Promise<Client> | undefined;
  readonly start: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** How long a server may take to end. One that hangs cannot; the client library then kills its process. */
const PATIENCE = 1000;

export function lifetime<Client extends EndableClient>(
  make: () => Promise<Client>,
  log: (message: string) => void,
): ServerLifetime<Client> {
  let running: Promise<Client> | undefined;
  const tell = (error: unknown): void => log(String(error));
  return {
    current: () => running,
    async start() {
      running ??= make();
      await running.catch(tell);
    },
    async end() {
      const client = await running?.catch(() => undefined);
      running = undefined;
      await client?.dispose(PATIENCE).catch(tell);
    },
  };
}
