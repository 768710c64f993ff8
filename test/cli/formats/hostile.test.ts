/** In no format can the name or the content of a file control a terminal or the runner that prints it. */
import { expect, test } from 'vitest';
import { FORMATS } from '../../../server/src/hosts/cli/formats/all.ts';
import { checkFiles } from '../../../server/src/hosts/cli/check.ts';
import { repository, run } from '../repository.ts';
import { ATTACK, HOSTILE } from './result.ts';

test.each(Object.keys(FORMATS))('%s', async format => {
  const folder = repository(HOSTILE);
  const gone = `::error::gone${ATTACK.replaceAll('\u0000', '')}.yml`;
  const { code, out, err } = await run(checkFiles, ['.', gone, '--format', format], folder);
  expect(code).toBe(2);
  expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  const commands = /^\s*(?:::|##)/m;
  expect(err).not.toMatch(commands);
  expect(format === 'github' ? out.replaceAll(/^::(?:error|warning|notice) file=/gm, '') : out).not.toMatch(commands);
});
