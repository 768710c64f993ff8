import { expect, test } from 'vitest';
import { changedBy, parse } from '../../server/src/yaml/document/document.ts';
import { loadDocument } from '../../server/src/yaml/load/load.ts';
import { keyIdentity, withPatches } from '../../server/src/yaml/value/patched-map.ts';
import { loaded } from './loaded.ts';

const LARGE = new Map(Array.from({ length: 300 }, (_, index) => [`k${index}`, index]));

test.each([
  ['a small map', new Map([...LARGE].slice(0, 5))],
  ['a large map', LARGE],
])('%s with patches is a map with the same keys in the same order', (_, base) => {
  let map: ReadonlyMap<string, number> = base;
  const expected = new Map(base);
  for (let step = 0; step < 100; step++) {
    const key = `k${(step * 7) % base.size}`;
    map = withPatches(map, new Map([[key, -step]]));
    expected.set(key, -step);
  }
  expect(new Map(map)).toEqual(expected);
  expect([...map.keys()]).toEqual([...base.keys()]);
  expect([...map.values()]).toEqual([...expected.values()]);
  expect([...map.entries()]).toEqual([...expected]);
  const seen: [string, number][] = [];
  map.forEach((value, key) => seen.push([key, value]));
  expect(seen).toEqual([...expected]);
  expect([map.size, map.get('k1'), map.get('none'), map.has('k1'), map.has('none')]).toEqual([
    base.size,
    expected.get('k1'),
    undefined,
    true,
    false,
  ]);
  expect(base.get('k0')).toBe(0);
});

test('an edit with hundreds of cursors leaves the keys of a large file what they are', () => {
  const text = Array.from({ length: 4000 }, (_, at) => `job_${at}:\n  script: make\n`).join('');
  const before = parse('file:///.gitlab-ci.yml', text);
  const places = [...text.matchAll(/make/g)].slice(100, 500).map(({ index }) => ({ start: index, end: index }));
  const after = changedBy(
    before,
    places.map(span => ({ span, text: 'x' })),
  );
  const [old, now] = [before, after].map(document => loadDocument(document).content.members);
  expect(now && keyIdentity(now)).toBe(old && keyIdentity(old));
  expect(loaded(after)).toEqual(loaded(parse('file:///.gitlab-ci.yml', after.text)));
});
