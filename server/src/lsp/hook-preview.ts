/** Answers the request for the preview of a job's hooks: the job at a position or, if there is none, the named one. */
import { jobNameAt } from '../features/effective-hooks.ts';
import { hookPreview } from '../features/preview/hook-preview.ts';
import { documentsOf } from '../features/names/spots.ts';
import { locate } from '../yaml/document/document.ts';
import { offsetOf } from './convert.ts';
import type { HookPreviewAnswer, HookPreviewParams } from './requests.ts';
import { locationIn, type Session, type Subject } from './session.ts';

export function answerHookPreview(
  session: Session,
  { document, lines, owners, settings }: Subject,
  { position, job }: HookPreviewParams,
): HookPreviewAnswer | null {
  const here = position && jobNameAt(owners, document, offsetOf(lines, position));
  const name = here ?? job;
  const { inheritance, gracePeriod } = settings;
  const found = name === undefined ? undefined : hookPreview(owners, name, { inheritance, gracePeriod });
  if (name === undefined || !found) return null;
  const { preview, places, project } = found;
  const uris = documentsOf(project).map(({ uri }) => session.documents.get(uri)?.uri ?? uri);
  return {
    job: name,
    preview,
    places: places.map(place => {
      const file = project.documents.get(place.uri);
      const at = file && locate(file, place);
      return file && at ? locationIn(session, file, at) : null;
    }),
    files: uris,
  };
}
