/** Reports what GitLab refuses about the inputs of a file: defaults that do not fit, and invalid `$[[ … ]]`. */
import { filesOf } from '../../ci/resolve-job.ts';
import type { Finding } from '../../text/problem.ts';
import type { DocumentRule } from '../engine/rule.ts';
import { inputFixes } from './input-fixes.ts';
import { sceneOf } from '../engine/scene.ts';

export const inputs: DocumentRule = {
  codes: ['invalid-input', 'invalid-interpolation', 'circular-inputs'],
  check({ project, document }, report) {
    if (project.documents.get(document.uri) !== document) return;
    const scene = sceneOf(project);
    const told = new Set<Finding>();
    for (const { uri, source } of filesOf(scene.tree.root)) {
      if (uri !== document.uri || !source.sound) continue;
      // the table reports its own codes, and missing values may be given elsewhere
      for (const fault of source.faults) if (OWN.has(fault.code)) told.add(fault);
    }
    for (const fault of told) report({ ...fault, fixes: inputFixes(scene, fault) });
  },
};

const OWN: ReadonlySet<string> = new Set(inputs.codes);
