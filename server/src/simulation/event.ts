/** Reads an event: a scenario as JSON that leaves nothing open. */
import { flagOf, objectOf, textMapOf, textOf, textsOf, type JsonObject } from './json.ts';
import type { MergeRequest, RefType, Scenario, SettingsVariable } from './scenario.ts';

/** The scenario of an event; what the event does not mention is known to be absent, or has its usual value. */
export function scenarioOf(event: unknown): Scenario {
  const held = objectOf(event) ?? {};
  const refType = refTypeOf(held.ref_type);
  const mergeRequest = mergeRequestOf(objectOf(held.merge_request), held);
  return {
    name: 'event',
    source: textOf(held.source) ?? 'push',
    ref: textOf(held.ref) ?? 'main',
    refType,
    isUpdate: held.before === 'commit',
    changed: textsOf(held.changed) ?? [],
    files: textsOf(held.files) ?? [],
    compared: comparedOf(held.compare),
    ...variablesOf(held),
    scheduleDescription: textOf(held.schedule_description),
    defaultBranch: textOf(held.default_branch) ?? 'main',
    isProtected: flagOf(held.protected) ?? false,
    commitMessage: textOf(held.commit_message) ?? 'Change things\n\nbody',
    hasCluster: flagOf(held.kubernetes) ?? false,
    openMergeRequests: openMergeRequestsOf(held.open_merge_requests, mergeRequest),
    mergeRequest,
    chatCommand: textOf(held.chat_command),
    project: PROJECT,
    closed: true,
  };
}

const PROJECT = 'group/sub/app';

function refTypeOf(value: unknown): RefType {
  return value === 'tag' || value === 'merge_request' ? value : 'branch';
}

function comparedOf(value: unknown): Readonly<Record<string, readonly string[]>> {
  const pairs = Object.entries(objectOf(value) ?? {}).map(([ref, paths]) => [ref, textsOf(paths) ?? []] as const);
  return Object.fromEntries(pairs);
}

function variablesOf(held: JsonObject): Pick<Scenario, 'variables' | 'scheduleVariables' | 'settings'> {
  return {
    variables: textMapOf(held.variables),
    scheduleVariables: textMapOf(held.schedule_variables),
    settings: settingsOf(held.project_variables),
  };
}

/** Variables of the settings: each a value, or an object with the value and its options. */
export function settingsOf(value: unknown): Readonly<Record<string, SettingsVariable>> {
  const held = objectOf(value) ?? {};
  const plain = Object.entries(textMapOf(held)).map(([name, text]) => [name, { value: text }] as const);
  const full = Object.entries(held).flatMap(([name, one]) => {
    const setting = objectOf(one);
    if (!setting) return [];
    const { value: text } = textMapOf({ value: setting.value });
    return [[name, { value: text ?? '', protected: setting.protected === true, raw: setting.raw === true }] as const];
  });
  return Object.fromEntries([...plain, ...full]);
}

function mergeRequestOf(held: JsonObject | undefined, event: JsonObject): MergeRequest | undefined {
  if (!held) return event.ref_type === 'merge_request' ? mergeRequestOf({}, event) : undefined;
  return {
    iid: typeof held.iid === 'number' ? held.iid : 1,
    sourceBranch: textOf(held.source_branch) ?? 'feature',
    targetBranch: textOf(held.target_branch) ?? 'main',
    title: textOf(held.title) ?? '',
    labels: textsOf(held.labels) ?? [],
    draft: flagOf(held.draft) ?? false,
    fork: flagOf(held.fork) ?? false,
    eventType: textOf(held.event_type) ?? 'detached',
  };
}

function openMergeRequestsOf(value: unknown, mergeRequest: MergeRequest | undefined): readonly string[] {
  return textsOf(value) ?? (mergeRequest ? [`${PROJECT}!${mergeRequest.iid}`] : []);
}
