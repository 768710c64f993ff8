/** Previews of the hooks of jobs in small pipelines. */
import { hookPreview, type PreviewOptions } from '../../server/src/features/preview/hook-preview.ts';
import type { HookPreview } from '../../server/src/picture/hook-preview.ts';
import { projectFrom } from '../check.ts';

const USUAL: PreviewOptions = { inheritance: 'replace', gracePeriod: 30 };

/** The preview of a job of a pipeline of one file. */
export function previewIn(text: string, name = 'job', options: Partial<PreviewOptions> = {}): HookPreview {
  const project = projectFrom([{ name: '.gitlab-ci.yml', text }]);
  const found = hookPreview([project], name, { ...USUAL, ...options });
  if (!found) throw new Error(`no job ${name}`);
  return found.preview;
}
