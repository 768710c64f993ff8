/**
 * Runs shellcheck: the only program that is ever started, and only if a person switched it on. It gets a script on its
 * standard input and answers with JSON; no text of a file is among its arguments.
 */
import { spawn } from 'node:child_process';
import { dirname, isAbsolute } from 'node:path';
import { LEFT_OUT, type Dialect, type RunningShellcheck, type StartShellcheck } from '../shell/comments.ts';

/** Starts the program of that name on the PATH, or at that absolute path. */
export function shellcheckAt(program: string): StartShellcheck {
  return ({ text, dialect }) =>
    isAbsolute(program) || /^[\w.-]+$/.test(program)
      ? started(program, dialect, text)
      : refused(`it must be a name or an absolute path, not ${program}`);
}

function refused(why: string): RunningShellcheck {
  return { answer: Promise.reject(new Error(`the setting ${why}`)), stop: () => undefined };
}

/** It reads a usual script in a tenth of a second. */
const TIMEOUT = 20_000;
/** More than it says about any script. */
const MOST = 10_000_000;

function started(program: string, dialect: Dialect, script: string): RunningShellcheck {
  const child = spawn(program, argumentsFor(dialect), {
    // not the workspace, whose files it neither needs nor may be influenced by
    cwd: dirname(process.execPath),
    env: { ...process.env, SHELLCHECK_OPTS: '', LC_ALL: 'C.UTF-8' },
    timeout: TIMEOUT,
    killSignal: 'SIGKILL',
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const stop = (): void => void child.kill('SIGKILL');
  const answer = new Promise<string>((resolve, reject) => {
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (out.length > MOST) stop();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err = (err + text).slice(0, LONGEST_REASON)));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === CLEAN || code === COMMENTS) resolve(out);
      else reject(new Error(err.trim() || `it ended with ${signal ?? code ?? 'nothing'}`));
    });
    // it may end before it has read everything
    child.stdin.on('error', () => undefined).end(script);
  });
  return { answer, stop };
}

const LONGEST_REASON = 500;

/** Its exit codes: nothing to say; comments. */
const CLEAN = 0;
const COMMENTS = 1;

function argumentsFor(dialect: Dialect): readonly string[] {
  return ['--norc', '--format=json1', `--exclude=${LEFT_OUT.join(',')}`, `--shell=${dialect}`, '-'];
}
