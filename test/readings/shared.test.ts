/** A check finds the same in values whose result it has cached as in fresh copies of them. */
import { expect, it } from 'vitest';
import { configurationOf } from '../../server/src/ci/configuration.ts';
import { resolveJob } from '../../server/src/ci/resolve-job.ts';
import { check } from '../../server/src/readings/check.ts';
import { find } from '../../server/src/readings/find.ts';
import type { Value } from '../../server/src/yaml/value/value.ts';
import { projectFrom } from '../check.ts';
import { readFixture } from '../fixture.ts';
import { allFixtures } from '../fixture-files.ts';

/** A deep copy, so that nothing about it is cached. */
function copied(value: Value): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map(copied) };
  if (value.kind !== 'map') return { ...value };
  const members = [...value.members].map(([id, held]) => [id, { ...held, value: copied(held.value) }] as const);
  return { ...value, members: new Map(members) };
}

function found(name: string, value: Value, complete = true): readonly string[] {
  const entryKeys = value.kind === 'map' ? [...value.members.keys()] : [];
  const field = find([name], { entryKeys })?.field;
  const told: string[] = [];
  if (field)
    check(({ code, message, at, atMost }) => told.push(`${code} ${atMost} ${at.span.start} ${message}`), field, value, {
      name,
      owner: value.at,
      hidden: false,
      complete,
    });
  return told;
}

const fixtures = allFixtures().filter(({ text }) => /extends|include|!reference/.test(text));

it.each(fixtures)('$name', ({ text }) => {
  const project = projectFrom(readFixture(text).files);
  for (const name of configurationOf(project).names()) {
    const job = resolveJob(project, name);
    if (!job) continue;
    // as a block on its own is, to which others may add
    found(name, job.value, false);
    const first = found(name, job.value);
    expect(found(name, job.value)).toEqual(first);
    expect(found(name, copied(job.value))).toEqual(first);
  }
});

it('takes enough fixtures to be worth it', () => expect(fixtures.length).toBeGreaterThan(50));
