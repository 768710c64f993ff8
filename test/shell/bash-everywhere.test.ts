/**
 * Compares with Bash itself: what it accepts has no syntax error, in scripts of fixtures and real files, also after
 * random edits.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolvePipeline } from '../../server/src/ci/pipeline.ts';
import { projectOf } from '../../server/src/ci/project.ts';
import { scriptsOf } from '../../server/src/ci/job-scripts.ts';
import { isForOtherShell } from '../../server/src/shell/dialect.ts';
import { joinedScript } from '../../server/src/shell/joined.ts';
import { shellFault } from '../../server/src/shell/syntax.ts';
import { parse } from '../../server/src/yaml/document/document.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { seed } from '../../scripts/sample.mjs';
import { randomFrom } from '../broken-text.ts';

const hasBash = spawnSync('bash', ['-c', ':']).status === 0;

describe.skipIf(!hasBash)('bash', () => {
  const scripts = [
    ...new Set([...textsBelow('../fixtures'), ...textsBelow('../../../shared/corpus')].flatMap(scriptsIn)),
  ];

  it('reads every script that has no fault, and no other', () => {
    expect(scripts.length).toBeGreaterThan(300);
    const wrong = scripts.filter(script => (shellFault(script) === undefined) !== isReadByBash(script));
    expect(wrong.filter(script => !isForOtherShell(script))).toEqual([]);
  });

  it('refuses what has a fault after an edit', () => {
    const random = randomFrom(seed);
    const edited = Array.from({ length: 400 }, () => {
      const script = scripts[Math.floor(random() * scripts.length)] ?? '';
      return script.length < 2000 ? withEdit(script, random) : '';
    });
    const faulty = edited.filter(script => shellFault(script) !== undefined);
    expect(faulty.length).toBeGreaterThan(20);
    expect(faulty.filter(isReadByBash)).toEqual([]);
  });
});

/** Bash only warns about a condition in brackets that it cannot read. */
function isReadByBash(script: string): boolean {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
  return status === 0 && !/conditional|syntax error/.test(stderr);
}

const SIGNS = '" \' ( ) { } ; & | ` $( ${ $(( )) && || < > << [[ ]] fi done then do if case esac ;; ! #'.split(' ');

function withEdit(script: string, random: () => number): string {
  const start = Math.floor(random() * script.length);
  const isInsertion = random() < 0.5;
  const text = isInsertion ? (SIGNS[Math.floor(random() * SIGNS.length)] ?? '') : '';
  return applyChanges(script, [{ span: { start, end: isInsertion ? start : start + 1 }, text }]);
}

function textsBelow(folder: string): readonly string[] {
  const path = join(import.meta.dirname, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.ya?ml$/.test(name))
    .map(name => readFileSync(join(path, name), 'utf8'));
}

function scriptsIn(text: string): readonly string[] {
  const project = projectOf(parse('file:///project/.gitlab-ci.yml', text));
  const jobs = [...resolvePipeline(project).jobs.values()];
  return jobs.flatMap(job =>
    scriptsOf(project, job)
      .map(entries => joinedScript(entries.map(entry => entry.text)).text)
      .filter(script => !script.includes('$[[') && !script.includes('${{')),
  );
}
