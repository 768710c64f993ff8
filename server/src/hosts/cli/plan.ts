/** The command `plan`: which jobs a pipeline would have, without a server. */
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { WHY_UNREAD } from '../../ci/include-fault.ts';
import { documentOf, type PositionOf } from '../../features/plan/document.ts';
import { answerEvent } from '../../features/plan/event-plan.ts';
import { withBases } from '../../features/plan/live-plan.ts';
import { pictureOf } from '../../features/plan/picture-of.ts';
import { planOf, type PipelinePlan } from '../../features/plan/plan-of.ts';
import { tableOf } from '../../features/plan/table.ts';
import { doublingWarnings } from '../../features/plan/warnings.ts';
import { isMade } from '../../ci/made-start.ts';
import { pathsOf } from '../../ci/pipeline-paths.ts';
import type { Project } from '../../ci/project.ts';
import { roughly } from '../../picture/label.ts';
import { mermaidOf } from '../../picture/mermaid.ts';
import { svgOf } from '../../picture/svg.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { ScenarioForm } from '../../simulation/scenario-form.ts';
import { oneLine } from '../../text/shown.ts';
import { sharedAt } from './configuration.ts';
import { scenariosOfEditor } from './editor-settings.ts';
import { EXIT, misused, type Io } from './io.ts';
import { locateFile, newReader, type LocatedFile } from './project.ts';
import { jsonLine, problemLine, reportOf, shownPath } from './report.ts';
import { faultOfRoot } from './root.ts';
import {
  isUsage,
  listedScenarios,
  scenarioFrom,
  scenarioTable,
  SCENARIO_OPTIONS,
  type ScenarioOptions,
} from './scenario.ts';

export const PLAN = {
  usage:
    'plan [FILE] [--scenario NAME | --source SOURCE --ref REF --changed PATH… --var K=V… --input K=V…] [--format text|json|mermaid|svg] [--root DIR], or plan --events -',
  does: 'Show which jobs a pipeline would have, and why. `--scenario list` lists the scenarios; `--events -` answers each JSON line with another.',
} as const;

type Format = 'text' | 'json' | 'mermaid' | 'svg';

interface Options {
  readonly file: string;
  readonly format: Format;
  readonly root: string | undefined;
  readonly scenario: ScenarioOptions;
}

/** Runs the command; returns the exit code. */
export async function planFile(args: readonly string[], io: Io): Promise<number> {
  const options = readOptions(args);
  if (options === 'events') return answerEvents(io);
  if ('misuse' in options) return misused(options.misuse, PLAN.usage, io);
  const fault = await faultOfRoot(options.root, io.folder);
  if (fault !== undefined) return misused(fault, PLAN.usage, io);
  const located = await locateFile(options.file, io.folder, options.root);
  const shared = await sharedAt(located.root, io);
  // as in the editor, whose settings override those of the repository
  const forms = [...shared.scenarios, ...(await scenariosOfEditor(located.root, io))];
  const code = await (options.scenario.scenario === LIST ? list : plan)(options, located, forms, io);
  return shared.isSound ? code : EXIT.failed;
}

/** The value of `--scenario` that lists all scenarios. */
const LIST = 'list';

type Run = (options: Options, located: LocatedFile, forms: readonly ScenarioForm[], io: Io) => Promise<number>;

const list: Run = async ({ format }, located, forms, io) => {
  const listed = await listedScenarios(located, forms);
  io.out(format === 'json' ? jsonLine(listed.scenarios) : scenarioTable(listed));
  for (const fault of listed.faults) io.err(`scenarios: ${oneLine(fault)}\n`);
  return EXIT.done;
};

const plan: Run = async (options, located, forms, io) => {
  const { alone, owners } = await newReader()(located);
  // the jobs of a file that GitLab never starts alone may need those of the others
  const together = owners.find(({ pipeline }) => isMade(pipeline));
  const project = together && owners.every(({ pipeline }) => pipeline !== located.uri) ? together : alone;
  if (project === together)
    io.err(
      `${shownPath(options.file)}: a job starts it with other files, which are planned together: ${oneLine(pathsOf(project))}.\n`,
    );
  const failure = project.failures.get(project.pipeline);
  if (failure) return unreadable(options.file, WHY_UNREAD[failure.failed], io);
  const scenario = await scenarioFrom(options.scenario, located, forms);
  if (isUsage(scenario)) return misused(scenario.usage, PLAN.usage, io);
  const made = planOf(project, scenario);
  const position = positionsIn(project, options.file, io.folder);
  io.out(printed(made, { project, position, scenario, options }));
  if (options.format !== 'json') for (const line of complaints(made, project, position)) io.err(`${line}\n`);
  return made.pipeline === false ? EXIT.found : EXIT.done;
};

/** Prints one line per event; events that cannot be read are answered, too. */
async function answerEvents(io: Io): Promise<number> {
  for await (const line of io.lines()) {
    const answer = answerEvent(line, project => positionsIn(project, '.gitlab-ci.yml', resolve('/repository')));
    io.out(jsonLine(answer));
  }
  return EXIT.done;
}

function positionsIn(project: Project, file: string, folder: string): PositionOf {
  const report = reportOf(project, file, folder);
  return place => report.position(place);
}

interface Misuse {
  readonly misuse: string;
}

function readOptions(args: readonly string[]): Options | 'events' | Misuse {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const { format = 'text', root, events, ...scenario } = values;
    if (events !== undefined)
      return events === '-' ? 'events' : { misuse: '--events must be -, which reads standard input.' };
    const [file = '.gitlab-ci.yml', ...others] = positionals;
    if (others.length > 0) return { misuse: 'Expected one file.' };
    const known = FORMATS.find(one => one === format);
    if (!known) return { misuse: `--format must be text, json, mermaid or svg, not ${format}.` };
    return { file, format: known, root, scenario };
  } catch (error) {
    return { misuse: error instanceof Error ? error.message : String(error) };
  }
}

const FORMATS: readonly Format[] = ['text', 'json', 'mermaid', 'svg'];

const OPTIONS = {
  format: { type: 'string' },
  root: { type: 'string' },
  events: { type: 'string' },
  ...SCENARIO_OPTIONS,
} as const;

interface Printing {
  readonly project: Project;
  readonly position: PositionOf;
  readonly scenario: Scenario;
  readonly options: Options;
}

function printed(plan: PipelinePlan, { project, position, scenario, options }: Printing): string {
  switch (options.format) {
    case 'json': {
      const document = documentOf(plan, position, doublingWarnings(project, plan));
      return jsonLine({ file: options.file, scenario: scenario.name, ...document });
    }
    case 'mermaid':
      return mermaidOf(pictureOf(withBases(plan), scenario));
    case 'svg':
      return svgOf(pictureOf(withBases(plan), scenario), roughly);
    case 'text':
      return tableOf(plan, scenario.name);
  }
}

/** Why GitLab refuses the pipeline, and what it warns about. */
function complaints(plan: PipelinePlan, project: Project, position: PositionOf): readonly string[] {
  return [
    ...plan.problems.map(problem => problemLine({ ...problem, ...position(problem.at) })),
    ...plan.errors.map(message => `error: ${message}`),
    ...doublingWarnings(project, plan).map(message => `warning: ${message}`),
  ];
}

function unreadable(file: string, why: string, io: Io): number {
  io.err(`${shownPath(file)}: the file ${why}.\n`);
  return EXIT.failed;
}
