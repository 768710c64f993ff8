/** shellcheck in the editor: only if a person enabled it, after the last keystroke, and never for an old text. */
import { afterEach, expect, it } from 'vitest';
import type { Started } from './connect.ts';
import { open, problems, read, rewrite, ROOT, serverWith } from './files.ts';

const MAIN = `${ROOT}.gitlab-ci.yml`;
const ON = { shellcheck: { enabled: true } };

let running: Started | undefined;
afterEach(() => running?.stop());

/** A process that answers when the test says so. */
interface Process {
  readonly program: string;
  readonly text: string;
  readonly answer: (comments: readonly object[]) => void;
  readonly fail: (why: string) => void;
  stopped: boolean;
}

async function editing(section: unknown, text: string, files: Readonly<Record<string, string>> = {}) {
  const processes: Process[] = [];
  const warnings: string[] = [];
  const server = (running = await serverWith(files, {
    configuration: (_, name) => (name === 'gitlabCi' ? section : null),
    shellcheckAt: program => script => {
      let [resolve, reject] = [(_: string): void => undefined, (_: Error): void => undefined];
      const answer = new Promise<string>((done, failed) => ([resolve, reject] = [done, failed]));
      const one: Process = {
        program,
        text: script.text,
        answer: comments => resolve(JSON.stringify({ comments })),
        fail: why => reject(new Error(why)),
        stopped: false,
      };
      processes.push(one);
      const stop = (): void => {
        one.stopped = true;
        reject(new Error('stopped'));
      };
      return { answer, stop };
    },
  }));
  server.client.onNotification('window/showMessage', ({ message }: { message: string }) => void warnings.push(message));
  await open(server, MAIN, text);
  const rest = async (): Promise<void> => {
    await read(server);
    server.clock.advance(2000);
    await read(server);
  };
  const shown = (): readonly unknown[] =>
    problems(server, MAIN).map(({ code, range, codeDescription }) => [code, range.start, codeDescription?.href]);
  return { server, processes, warnings, rest, shown };
}

const told = (line: number, column: number): object => ({
  ...{ line, endLine: line, column, endColumn: column + 2, level: 'info', code: 2086, message: 'Quote it.' },
});

it('shows what it says at the script, with its number and its page', async () => {
  const { processes, rest, shown } = await editing(ON, 'job:\n  script:\n    - make\n    - "ls $A"\n');
  expect(processes).toEqual([]);
  await rest();
  expect(processes.map(({ program, text }) => [program, text])).toEqual([['shellcheck', 'make\nls $A']]);
  expect(shown()).toEqual([]);
  processes[0]?.answer([told(2, 4)]);
  await rest();
  expect(shown()).toEqual([['SC2086', { line: 3, character: 10 }, 'https://www.shellcheck.net/wiki/SC2086']]);
  expect(processes).toHaveLength(1);
});

it('is stopped when the text changes, and keeps what it said about lines that stay', async () => {
  const text = 'job:\n  script:\n    - ls $A\n    - make\n';
  const { server, processes, rest, shown } = await editing(ON, text);
  await rest();
  processes[0]?.answer([told(1, 4)]);
  await rest();
  expect(shown()).toHaveLength(1);
  await rewrite(server, MAIN, text.replace('make', 'make all'));
  await rest();
  expect(shown()).toHaveLength(1);
  expect(processes.map(each => each.text)).toEqual(['ls $A\nmake', 'ls $A\nmake all']);
  await rewrite(server, MAIN, text.replace('make', 'make test'));
  await rest();
  expect(processes.map(({ stopped }) => stopped)).toEqual([false, true, false]);
  processes[2]?.answer([]);
  await rest();
  expect(shown()).toEqual([]);
});

it('reads two scripts at a time, and stops with the file', async () => {
  const jobs = ['a', 'b', 'c', 'd'].map(name => `${name}: { script: "ls ${name}" }\n`).join('');
  const { server, processes, rest } = await editing(ON, jobs);
  await rest();
  expect(processes).toHaveLength(2);
  processes[0]?.answer([]);
  await rest();
  expect(processes).toHaveLength(3);
  await server.client.sendNotification('textDocument/didClose', { textDocument: { uri: MAIN } });
  await rest();
  expect(processes.map(({ stopped }) => stopped)).toEqual([false, true, true]);
});

it.each([
  ['nobody asked for it', {}],
  ['it is switched off', { shellcheck: { enabled: false, path: '/usr/bin/shellcheck' } }],
  ['only a path is named', { shellcheck: { path: '/usr/bin/shellcheck' } }],
])('is not started where %s, and no repository can start it', async (_, section) => {
  const shared = {
    '.gitlab-ci-tools.yml': 'shellcheck: { enabled: true }\n',
    '.shellcheckrc': 'external-sources=true\n',
  };
  const { processes, rest } = await editing(section, 'job: { script: ls $A }\n', shared);
  await rest();
  expect(processes).toEqual([]);
});

it('says once why it does not work, and is left alone then', async () => {
  const text = 'a: { script: ls $A }\nb: { script: ls $B }\n';
  const section = { shellcheck: { enabled: true, path: '/opt/shellcheck' } };
  const { server, processes, warnings, rest } = await editing(section, text);
  await rest();
  for (const one of processes) one.fail('spawn ENOENT');
  await rest();
  expect(warnings).toEqual(['shellcheck could not be run: spawn ENOENT']);
  await rewrite(server, MAIN, text.replace('$B', '$C'));
  await rest();
  expect(processes.map(({ program }) => program)).toEqual(['/opt/shellcheck', '/opt/shellcheck']);
});
