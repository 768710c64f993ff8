import { expect, test } from 'vitest';
import { sectionAtStart } from '../../server/src/lsp/settings-form.ts';

test('what a client says about itself at the start is no unknown setting', () => {
  const options = { pictures: true, recognised: true, pushDiagnostics: true, files: true, gitlabVersion: '18.0' };
  expect(sectionAtStart(options)).toEqual({ section: { gitlabVersion: '18.0' }, strange: [] });
  expect(sectionAtStart({ picture: true }).strange).toEqual([expect.stringContaining('picture')]);
});
