/** A server that is busy without end cannot see that its editor is gone: a thread of its own looks, and ends the process. */
import { Worker } from 'node:worker_threads';

/** How often it looks. A server that is not busy ends by itself before it is missed a second time. */
const INTERVAL = 3000;

/** Ends this process some seconds after that one, whatever it is doing then. */
export function endWith(parent: number): void {
  new Worker(WATCH, { eval: true, workerData: { parent, interval: INTERVAL } }).unref();
}

/** As text, since every bundle is a single file. Not to be allowed to signal a process means that it is there. */
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
