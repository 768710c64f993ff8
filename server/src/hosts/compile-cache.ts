/**
 * Keeps the code that V8 compiles of a bundle in a file, so that the next process need not compile it: as Node's own cache
 * of that name, but also in versions that have none, and written while the server rests instead of when it ends, since
 * editors end it by force.
 */
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';

/** A bundle that was loaded. */
interface Loaded {
  readonly exports: unknown;
  /** Keeps what has been compiled so far, functions that ran included; absent if that was kept before. */
  readonly keep?: () => void;
}

/** Loads a bundle with the code that was kept in a folder; whatever is wrong with that, it is compiled as always. */
export function loadWithCache(bundle: string, folder: string): Loaded {
  const source = readFileSync(bundle);
  const path = join(folder, 'engine.cache');
  const kept = codeIn(folder, path, source);
  const script = scriptOf(bundle, source, kept);
  const module = { exports: {} as unknown };
  const run = script.runInThisContext() as (...scope: readonly unknown[]) => void;
  run(module.exports, createRequire(bundle), module, bundle, dirname(bundle));
  if (kept && script.cachedDataRejected === false) return module;
  return { ...module, keep: () => keep(script, source, folder, path) };
}

/** What Node puts around a module. */
const [BEFORE, AFTER] = ['(function(exports,require,module,__filename,__dirname){', '\n})'];

/** V8 refuses what another version of it compiled, or with other flags. */
function scriptOf(filename: string, source: Buffer, cachedData: Buffer | undefined): Script {
  // so that places in a stack trace are those of the bundle
  const columnOffset = -BEFORE.length;
  return new Script(`${BEFORE}${source.toString()}${AFTER}`, {
    filename,
    columnOffset,
    ...(cachedData && { cachedData }),
  });
}

/** A file ends with this, behind the code, and with the sum of the bundle and the code. */
const END = Buffer.from(`\ncompiled by ${process.version} ${process.arch}\n`);
const SUM = 4;

/** V8 trusts the code that it is given, so it has to be whole, made of this very bundle, and written by nobody else. */
function codeIn(folder: string, path: string, source: Buffer): Buffer | undefined {
  try {
    if (!isOurs(statSync(folder))) return undefined;
    const file = readOurs(path);
    const code = file?.subarray(0, -(END.length + SUM));
    return code && file?.subarray(code.length).equals(endOf(source, code)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Versions of Node before 20.15 cannot sum up, and so keep nothing. */
function endOf(source: Buffer, code: Buffer): Buffer {
  const sum = Buffer.alloc(SUM);
  sum.writeUInt32LE(crc32(code, crc32(source)));
  return Buffer.concat([END, sum]);
}

function readOurs(path: string): Buffer | undefined {
  const file = openSync(path, 'r');
  try {
    return isOurs(fstatSync(file)) ? readFileSync(file) : undefined;
  } finally {
    closeSync(file);
  }
}

/** Whether nobody else can write it. Windows tells nothing about that; there, a user's own folders are closed to others. */
function isOurs({ uid, mode }: Stats): boolean {
  const others = 0o022;
  return process.getuid === undefined || (uid === process.getuid() && (mode & others) === 0);
}

/** A reader sees all of it or nothing; where it cannot be written, there will be none. */
function keep(script: Script, source: Buffer, folder: string, path: string): void {
  const begun = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(statSync(folder))) return;
    const code = script.createCachedData();
    try {
      writeFileSync(begun, Buffer.concat([code, endOf(source, code)]), { mode: 0o600, flag: 'wx' });
      renameSync(begun, path);
    } finally {
      rmSync(begun, { force: true });
    }
  } catch {
    // a full disk is nothing that a person has to hear of for this
  }
}
