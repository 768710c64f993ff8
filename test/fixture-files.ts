/** The fixture files of `test/fixtures`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFixture } from './fixture.ts';

export interface FixtureOnDisk {
  /** Folder and file, such as `ports/range.yml`. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

const ROOT = join(import.meta.dirname, 'fixtures');

/** Every fixture, sorted by name. */
export function allFixtures(): readonly FixtureOnDisk[] {
  return readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.yml'))
    .toSorted()
    .map(name => ({
      name: name.replaceAll('\\', '/'),
      path: join(ROOT, name),
      text: readFileSync(join(ROOT, name), 'utf8'),
    }));
}

/** The texts of their files without the expectations. */
export function fixtureTexts(): readonly string[] {
  return allFixtures().flatMap(fixture => readFixture(fixture.text).files.map(({ text }) => text));
}
