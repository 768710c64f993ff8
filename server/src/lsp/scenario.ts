/** Answers about scenarios: which is active, which there are, the resulting pipeline, and which jobs it leaves out. */
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver';
import { documentOf, type JsonDocument, type PositionOf } from '../features/plan/document.ts';
import { fieldsFor, inputFieldsFor } from '../features/plan/fields.ts';
import { livePlan } from '../features/plan/live-plan.ts';
import { planOf } from '../features/plan/plan-of.ts';
import { leftOut } from '../features/plan/scenario-lens.ts';
import { doublingWarnings } from '../features/plan/warnings.ts';
import { aboutScenario, pipelineVerdict } from '../features/plan/words.ts';
import { workflowVerdict } from '../features/plan/workflow-verdict.ts';
import { sentence } from '../text/shown.ts';
import { rangeOf } from './convert.ts';
import type { ListedScenario, ScenarioAnswer, ScenarioFieldsAnswer, ScenarioParams } from './requests.ts';
import { locationOf, type Session, type Subject } from './session.ts';

export function answerScenario(session: Session, subject: Subject, { choice }: ScenarioParams): ScenarioAnswer {
  if (choice) session.scenarios.choose(choice.folder, choice);
  const { document, settings } = subject;
  const { translate } = session.abilities;
  const chosen = session.scenarios.of(document.uri, settings.scenarios, session.workspace.grounds(document.uri));
  const { all, own, shared, inForce } = chosen;
  const fromOf = (name: string): ListedScenario['from'] =>
    own.has(name) ? 'own' : shared.has(name) ? 'settings' : 'usual';
  return {
    inForce: inForce.name,
    pipeline: sentence(translate(pipelineVerdict(livePlan(subject.project, inForce)))),
    scenarios: all.map(one => {
      const workflow = workflowVerdict(subject.project, one);
      return {
        name: one.name,
        about: translate(aboutScenario(one)),
        from: fromOf(one.name),
        source: one.source,
        ref: one.mergeRequest?.sourceBranch ?? one.ref,
        ...(workflow !== undefined && { workflow: sentence(translate(workflow)) }),
      };
    }),
    faults: chosen.faults.map(fault => sentence(translate(fault))),
  };
}

export function answerFields({ workspace }: Session, { project, document }: Subject): ScenarioFieldsAnswer {
  const { facts } = workspace.grounds(document.uri);
  const refs = [facts.defaultBranch, facts.branch, ...facts.tags.toReversed()].flatMap(ref => ref ?? []);
  return { refs: [...new Set(refs)], inputs: inputFieldsFor(project), variables: fieldsFor(project) };
}

/** The plan as data, with what GitLab refuses about the files. */
export function answerPlan(session: Session, subject: Subject): JsonDocument {
  const {
    project,
    chosen: { inForce },
  } = subject;
  const plan = planOf(project, inForce);
  const positionOf: PositionOf = place => {
    const found = locationOf(session, subject, place);
    const { line = 0, character = 0 } = found?.range.start ?? {};
    return { file: found?.uri ?? place.uri, line: line + 1, column: character + 1 };
  };
  return { scenario: inForce.name, ...documentOf(plan, positionOf, doublingWarnings(project, plan)) };
}

/** Hints for jobs that are left out: the editor fades them, and no list of problems shows them. */
export function fadings(
  { document, owners, lines, settings, chosen }: Subject,
  { translate }: Session['abilities'],
): Diagnostic[] {
  if (!settings.fadeJobsLeftOut) return [];
  const { inForce } = chosen;
  return leftOut(owners, document, inForce).map(({ span, title }) => ({
    range: rangeOf(lines, span),
    severity: DiagnosticSeverity.Hint,
    tags: [DiagnosticTag.Unnecessary],
    source: 'gitlab-ci',
    message: sentence(`${inForce.name}: ${translate(title)}`),
  }));
}
