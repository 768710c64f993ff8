/** How the system is asked about files: while others work, or at once. */
import { readdirSync, readFileSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';

type Soon<Answer> = Answer | Promise<Answer>;

export interface DiskCalls {
  stat(path: string): Soon<Stats>;
  realpath(path: string): Soon<string>;
  readText(path: string): Soon<string>;
  entriesOf(folder: string): Soon<Dirent[]>;
}

/** For a server: a slow disk keeps nobody waiting but those who asked. */
export const WAITING: DiskCalls = {
  stat: path => stat(path),
  realpath: path => realpath(path),
  readText: path => readFile(path, 'utf8'),
  entriesOf: folder => readdir(folder, { withFileTypes: true }),
};

/**
 * For a command, which has nothing else to do meanwhile: to hand each call to another thread and back takes several times
 * as much processor time as the call.
 */
export const AT_ONCE: DiskCalls = {
  stat: path => statSync(path),
  realpath: path => realpathSync.native(path),
  readText: path => readFileSync(path, 'utf8'),
  entriesOf: folder => readdirSync(folder, { withFileTypes: true }),
};
