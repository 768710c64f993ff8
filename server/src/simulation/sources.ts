/** The possible values of `CI_PIPELINE_SOURCE`. */
import { predefinedVariables } from '../spec/predefined.ts';

export const sources: readonly string[] = (predefinedVariables.CI_PIPELINE_SOURCE?.values ?? []).map(
  ({ value }) => value,
);
