/** Which files are a runner's settings: by their name first, since `config.toml` is one of many programs, then by what they hold. */
import type { Uri } from '../text/span.ts';

/** Names that the documentation of the runner has: its settings, and what `--template-config` takes. */
export const RUNNER_CONFIG_NAMES = ['config.toml', 'config.template.toml'] as const;

/** As a glob of the editor. */
export const RUNNER_CONFIG_GLOB = `**/{${RUNNER_CONFIG_NAMES.join(',')}}`;

/** Whether a file of that name may be one. */
export function mayBeRunnerConfig(uri: Uri): boolean {
  const name = /[^/\\]*$/.exec(uri.replace(/[?#].*$/, ''))?.[0] ?? '';
  return RUNNER_CONFIG_NAMES.some(known => known === name);
}

/** Whether it is one: only a runner has tables `[[runners]]`, and without any there is nothing to say of it. */
export function isRunnerConfig(uri: Uri, text: string): boolean {
  return mayBeRunnerConfig(uri) && holdsRunners(text);
}

/** The same of a file that a person named, whatever it is called. */
export function isTomlOfRunner(uri: Uri, text: string): boolean {
  return isToml(uri) && holdsRunners(text);
}

export function isToml(uri: Uri): boolean {
  return uri.endsWith('.toml');
}

function holdsRunners(text: string): boolean {
  return RUNNERS.test(text);
}

/** Also with another key behind it in dots, as `[runners.kubernetes]` of a text that is being written. */
const RUNNERS = /^[ \t\uFEFF]*(?:\[\[?[ \t]*["']?runners["']?[ \t]*[\].]|runners[ \t]*=[ \t]*\[)/m;
