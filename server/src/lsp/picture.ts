/** The picture of an open document's pipeline, with the location of everything in it. */
import { livePlan } from '../features/plan/live-plan.ts';
import { pictureOf } from '../features/plan/picture-of.ts';
import { placesIn, type NodePlace } from '../features/plan/picture-places.ts';
import { projectIn } from '../features/plan/project-in.ts';
import type { PictureAnswer, PictureParams, PicturePlace } from './requests.ts';
import { locationIn, type Session, type Subject } from './session.ts';

export function answerPicture(session: Session, { project, chosen }: Subject, { as }: PictureParams): PictureAnswer {
  const scenario = (as === 'child' && chosen.all.find(({ name }) => name === as)) || chosen.inForce;
  const plan = livePlan(project, scenario);
  const { places, opens, files } = placesIn(projectIn(project, scenario), plan);
  const placeOf = ({ document, span, key }: NodePlace): PicturePlace => ({
    ...locationIn(session, document, span),
    key: locationIn(session, document, key).range,
  });
  return {
    picture: pictureOf(plan, scenario),
    places: Object.fromEntries([...places].map(([id, all]) => [id, all.map(placeOf)])),
    opens: Object.fromEntries([...opens].map(([id, uri]) => [id, session.documents.get(uri)?.uri ?? uri])),
    files: files.map(({ uri }) => session.documents.get(uri)?.uri ?? uri),
  };
}
