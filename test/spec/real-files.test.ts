/** The problems other than errors in real files that GitLab accepts: a short list that was checked by hand. */
import { expect, test } from 'vitest';
import { structure } from '../../server/src/rules/file/structure.ts';
import { problemsOf } from '../check.ts';
import { isRefused, realFiles, realText } from '../real-files.ts';

/** File, code and the beginning of the message. */
const WARNINGS = [
  // A hidden job has lines of a script under the name of another keyword, for references to them.
  'firecow__gitlab-ci-local/tests/test-cases/reference/.gitlab-ci.yml wrong-type Expected a mapping for an entry of `cache`',
  // The file demonstrates that this type of an input is refused.
  'firecow__gitlab-ci-local/tests/test-cases/include-inputs/input-templates/type-validation/unsupported/.gitlab-ci-input-template.yml newer-value Unknown value `foo` for `type`',
  // A string instead of a pattern: the condition is also true for other sources, such as none.
  'debian-src__qemu_7.2+dfsg/tests/lcitool/libvirt-ci/tests/data/manifest/out/ci/gitlab/sanity-checks.yml odd-condition "merge_request_event" is not a pattern',
  // The file demonstrates that this pattern is refused, in a header, which the outcomes do not cover.
  'error firecow__gitlab-ci-local/tests/test-cases/include-inputs/input-templates/regex-validation-invalid-pattern/.gitlab-ci-input-template.yml invalid-pattern',
];

test.skipIf(realFiles.length === 0)('the table warns of little', { timeout: 120_000 }, () => {
  const told = new Set<string>(structure.codes);
  const found = realFiles
    .filter(file => !isRefused(file))
    .flatMap(file =>
      problemsOf(realText(file))
        .filter(({ code }) => told.has(code))
        .map(
          ({ severity, code, message }) =>
            `${severity === 'warning' ? '' : `${severity} `}${file.path} ${code} ${message}`,
        ),
    );
  expect(found.filter(one => !WARNINGS.some(known => one.startsWith(known)))).toEqual([]);
  expect(WARNINGS.filter(known => !found.some(one => one.startsWith(known)))).toEqual([]);
});
