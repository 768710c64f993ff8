/** Answers one event: the text of a pipeline and what starts it, as a line of JSON. */
import { projectOf } from '../../ci/project.ts';
import { scenarioOf } from '../../simulation/event.ts';
import { objectOf } from '../../simulation/json.ts';
import { parse } from '../../yaml/document/document.ts';
import { documentOf, failedDocument, type JsonDocument, type PositionsOf } from './document.ts';
import { planOf } from './plan-of.ts';
import { doublingWarnings } from './warnings.ts';

/** The answer to a line; for a line that cannot be read, a document that says so. */
export function answerEvent(line: string, positionsOf: PositionsOf): JsonDocument {
  const read = readLine(line);
  if (typeof read === 'string') return { id: null, file: FILE, ...failedDocument(read) };
  const id = read.id ?? null;
  if (typeof read.yaml !== 'string') return { id, file: FILE, ...failedDocument('`yaml` is not a string.') };
  const event = read.event ?? {};
  if (!objectOf(event)) return { id, file: FILE, ...failedDocument('`event` is not an object.') };
  try {
    return { id, file: FILE, ...answer(read.yaml, event, positionsOf) };
  } catch (error) {
    return { id, file: FILE, ...failedDocument(error instanceof Error ? error.message : String(error)) };
  }
}

const FILE = '.gitlab-ci.yml';

function readLine(line: string): Readonly<Record<string, unknown>> | string {
  try {
    return objectOf(JSON.parse(line)) ?? 'The line is not a JSON object.';
  } catch {
    return 'The line is not JSON.';
  }
}

function answer(text: string, event: unknown, positionsOf: PositionsOf): JsonDocument {
  const project = projectOf(parse(`file:///repository/${FILE}`, text));
  const plan = planOf(project, scenarioOf(event), { exact: true });
  return documentOf(plan, positionsOf(project), doublingWarnings(project, plan));
}
