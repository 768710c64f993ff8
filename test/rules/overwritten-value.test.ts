/** A wrong value that a merge key overwrites is reported once. */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { parse } from '../../server/src/yaml/document/document.ts';

const TEXT = '.lib: &lib\n  name: alpine\njob:\n  script: make\n  image:\n    name: [alpine]\n    <<: *lib\n';

describe('a wrong value above a merge key that overwrites it', () => {
  it('gets one warning, about the key', () => {
    expect(codes({})).toEqual(['warning overwritten-key']);
  });

  it('gets its own where that warning is off', () => {
    expect(codes({ 'overwritten-key': 'off' })).toEqual(['warning wrong-type']);
  });
});

function codes(rules: Readonly<Record<string, 'off'>>): readonly string[] {
  const document = parse('file:///project/.gitlab-ci.yml', TEXT);
  return diagnose(projectOf(document), document, { rules }).map(({ code, severity }) => `${severity} ${code}`);
}
