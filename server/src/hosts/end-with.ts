/**
 * A server in an endless loop cannot notice that its editor is gone: a separate thread watches, and ends the process.
 */
import { Worker } from 'node:worker_threads';

/** The interval of its checks. A server that is not busy ends by itself before the second check. */
const INTERVAL = 3000;

/** Ends this process some seconds after the given one, whatever it is doing then. */
export function endWith(parent: number): void {
  new Worker(WATCH, { eval: true, workerData: { parent, interval: INTERVAL } }).unref();
}

/** As text, since every bundle is a single file. If signalling a process is not permitted, it exists. */
const WATCH = `
  const { workerData: { parent, interval } } = require('node:worker_threads');
  let missed = 0;
  setInterval(() => {
    try {
      process.kill(parent, 0);
      missed = 0;
    } catch (error) {
      missed = error.code === 'ESRCH' ? missed + 1 : 0;
      if (missed > 1) process.kill(process.pid, 'SIGKILL');
    }
  }, interval);
`;
