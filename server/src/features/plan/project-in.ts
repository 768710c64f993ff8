/** A pipeline as a scenario starts it: with its inputs. */
import { withInputs } from '../../ci/given-inputs.ts';
import type { Project } from '../../ci/project.ts';
import type { Scenario } from '../../simulation/scenario.ts';

export function projectIn(project: Project, { inputs }: Scenario): Project {
  return inputs ? withInputs(project, inputs) : project;
}
