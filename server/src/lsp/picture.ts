/** The picture of an open document's pipeline, with the location of everything in it. */
import { isMade, startedWith } from '../ci/made-start.ts';
import type { Project } from '../ci/project.ts';
import { owns } from '../ci/workspace.ts';
import { livePlan } from '../features/plan/live-plan.ts';
import { pictureOf } from '../features/plan/picture-of.ts';
import { placesIn, type NodePlace } from '../features/plan/picture-places.ts';
import { projectIn } from '../features/plan/project-in.ts';
import { startedScenario } from '../features/plan/started-scenario.ts';
import { objectOf, textOf } from '../simulation/json.ts';
import type { PictureAnswer, PictureParams, PicturePlace } from './requests.ts';
import { locationIn, type Session, type Subject } from './session.ts';

export function answerPicture(session: Session, subject: Subject, { as, given }: PictureParams): PictureAnswer {
  const { chosen } = subject;
  const project = projectFor(session, subject, given);
  const scenario = as ? startedScenario(chosen, as, given) : chosen.inForce;
  const plan = livePlan(project, scenario);
  const pipelineOf = (path: string): string | undefined => session.workspace.pipelineOf(path);
  const { places, opens, files } = placesIn(projectIn(project, scenario), plan, scenario, pipelineOf);
  const placeOf = ({ document, span, key }: NodePlace): PicturePlace => ({
    ...locationIn(session, document, span),
    key: locationIn(session, document, key).range,
  });
  const written = (uri: string): string => session.documents.get(uri)?.uri ?? uri;
  const picture = pictureOf(plan, scenario, path => pipelineOf(path) !== undefined);
  const drawn = picture.nodes.flatMap(({ id }) => {
    const all = places.get(id);
    return all ? [[id, all.map(placeOf)] as const] : [];
  });
  return {
    picture,
    places: Object.fromEntries(drawn),
    opens: Object.fromEntries([...opens].map(([id, opening]) => [id, { ...opening, uri: written(opening.uri) }])),
    files: files.map(({ uri }) => written(uri)),
  };
}

/** Of a child pipeline of several files, or of one with rules, the file is only what it begins with. */
function projectFor({ workspace }: Session, { project, document }: Subject, given: unknown): Project {
  const start = textOf(objectOf(given)?.['start']);
  if (start === undefined || !isMade(start)) return project;
  const known = workspace.all(document).find(({ pipeline }) => pipeline === start);
  if (known) return known;
  const made = startedWith(project, start);
  return owns(made, document.uri) ? made : project;
}
