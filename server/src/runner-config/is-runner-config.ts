/** Recognises a runner's settings: first by name, since many programs have a `config.toml`, then by content. */
import type { Uri } from '../text/span.ts';

/** Names in the documentation of the runner: its settings, and the argument of `--template-config`. */
export const RUNNER_CONFIG_NAMES = ['config.toml', 'config.template.toml'] as const;

/** A glob for the editor. */
export const RUNNER_CONFIG_GLOB = `**/{${RUNNER_CONFIG_NAMES.join(',')}}`;

/** Whether the name of the file is one of these. */
export function mayBeRunnerConfig(uri: Uri): boolean {
  const name = /[^/\\]*$/.exec(uri.replace(/[?#].*$/, ''))?.[0] ?? '';
  return RUNNER_CONFIG_NAMES.some(known => known === name);
}

/** Whether it is one: only a runner has tables `[[runners]]`, and without any there is nothing to report. */
export function isRunnerConfig(uri: Uri, text: string): boolean {
  return mayBeRunnerConfig(uri) && holdsRunners(text);
}

/** The same for a file that a user named, whatever its name. */
export function isTomlOfRunner(uri: Uri, text: string): boolean {
  return isToml(uri) && holdsRunners(text);
}

export function isToml(uri: Uri): boolean {
  return uri.endsWith('.toml');
}

function holdsRunners(text: string): boolean {
  return RUNNERS.test(text);
}

/** Also followed by another key after a dot, such as `[runners.kubernetes]` in a text that is being written. */
const RUNNERS = /^[ \t\uFEFF]*(?:\[\[?[ \t]*["']?runners["']?[ \t]*[\].]|runners[ \t]*=[ \t]*\[)/m;
