/** A hook that reads a variable of the script is checked again when the variables of the pipeline change. */
import { expect, test } from 'vitest';
import { projectOf, withDocument } from '../../server/src/ci/project.ts';
import { diagnose } from '../../server/src/features/diagnostics.ts';
import { parse, update } from '../../server/src/yaml/document/document.ts';

const URI = 'file:///project/.gitlab-ci.yml';
const JOB = `job:
  script: export LOCK=/shared/lock
  hooks:
    pre_stop_k8s_container_handler:
      exec: [sh, -c, "rm -f $LOCK"]
`;

test('variables that are typed elsewhere take the warning away, and bring it back', () => {
  const before = `variables:\n  OTHER: x\n${JOB}`;
  const document = parse(URI, before);
  const project = projectOf(document);
  const isTold = (of: typeof project, in_ = document): boolean =>
    diagnose(of, in_, {}).some(({ code }) => code === 'script-variable');
  expect(isTold(project)).toBe(true);
  const at = before.indexOf('OTHER');
  const named = update(document, [{ span: { start: at, end: at + 5 }, text: 'LOCK' }]);
  const after = withDocument(project, named);
  expect(isTold(after, named)).toBe(false);
  const back = update(named, [{ span: { start: at, end: at + 4 }, text: 'OTHER' }]);
  expect(isTold(withDocument(after, back), back)).toBe(true);
});
