/** A small program that replaces shellcheck: it logs how it was started, and comments on each `$A`. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface StandIn {
  readonly folder: string;
  readonly path: string;
  /** A record for each time that it was started. */
  readonly starts: () => readonly Start[];
}

export interface Start {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly options: string;
  readonly input: string;
}

const HONEST = `
  const comments = input.split('\\n').flatMap((line, index) => [...line.matchAll(/\\$A/g)].map(found => ({
    line: index + 1, endLine: index + 1, column: found.index + 1, endColumn: found.index + 3,
    level: 'info', code: 2086, message: 'Double quote to prevent globbing and word splitting.',
  })));
  process.stdout.write(JSON.stringify({ comments }));
  process.exitCode = comments.length > 0 ? 1 : 0;
`;

/** Writes the program, which is removed after the test; `body` is the code that handles its `input`. */
export function standIn(body = HONEST): StandIn {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'shellcheck');
  const log = join(folder, 'log');
  const source = `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
const input = readFileSync(0, 'utf8');
const start = { args: process.argv.slice(2), cwd: process.cwd(), options: process.env.SHELLCHECK_OPTS, input };
appendFileSync(${JSON.stringify(log)}, JSON.stringify(start) + '\\n');
${body}
`;
  writeFileSync(path, source);
  writeFileSync(log, '');
  chmodSync(path, 0o755);
  const starts = (): readonly Start[] =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Start);
  return { folder, path, starts };
}

/** Sets PATH to this folder alone until the test ends. */
export function onPath(folder: string): void {
  const before = process.env['PATH'];
  process.env['PATH'] = folder;
  onTestFinished(() => {
    process.env['PATH'] = before;
  });
}
