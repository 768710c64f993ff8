/** Reports files that cannot be included, at the entry that includes them. */
import type { Finding } from '../../text/problem.ts';
import { isCode } from '../../codes/codes.ts';
import type { DocumentRule } from '../engine/rule.ts';
import { inputFixes } from './input-fixes.ts';
import { shownIn } from '../engine/reported.ts';
import { sceneOf } from '../engine/scene.ts';

export const includes: DocumentRule = {
  codes: [
    'invalid-include',
    'missing-include',
    'include-extension',
    'empty-include',
    'broken-include',
    'too-many-includes',
    'missing-input',
    'unknown-input',
    'refused-input',
  ],
  check({ project, document }, report) {
    if (project.documents.get(document.uri) !== document) return;
    const scene = sceneOf(project);
    for (const finding of [...scene.tree.faults, ...scene.tree.notes]) {
      // why the starting file itself cannot be loaded is reported by another rule
      if (!isCode(finding.code) || !includes.codes.includes(finding.code) || isOwnNeed(finding)) continue;
      const shown = shownIn(scene, document.uri, { finding, via: [] });
      if (shown)
        report(shown.at === finding.at ? { ...shown, fixes: finding.fixes ?? inputFixes(scene, finding) } : shown);
    }
  },
};

/** The inputs that the starting file requires may be given by whoever starts the pipeline. */
function isOwnNeed({ code, atMost }: Finding): boolean {
  return code === 'missing-input' && atMost === 'information';
}
