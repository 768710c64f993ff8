/** What starts a pipeline: everything besides the configuration that decides which jobs it has. */

/** A variable of the settings; a protected one exists for protected branches and tags only. */
export interface SettingsVariable {
  readonly value: string;
  readonly protected?: boolean;
  /** Its value is not expanded. */
  readonly raw?: boolean;
}

export interface MergeRequest {
  readonly iid: number;
  readonly sourceBranch: string;
  readonly targetBranch: string;
  readonly title?: string;
  readonly labels?: readonly string[];
  readonly draft?: boolean;
  readonly fork?: boolean;
  readonly eventType: string;
}

export type RefType = 'branch' | 'tag' | 'merge_request';

/** What is absent is unknown, unless the scenario is `closed`: then it does not exist. */
export interface Scenario {
  readonly name: string;
  /** The value of `CI_PIPELINE_SOURCE`. */
  readonly source: string;
  /** The name of the branch or tag, or `refs/merge-requests/1/head`. */
  readonly ref: string;
  /** Set if the name of the ref is unknown, except that it is none of these; `ref` is not looked at then. */
  readonly refIsNot?: readonly string[];
  readonly refType: RefType;
  /** Whether the branch had a commit before this one. */
  readonly isUpdate: boolean;
  /** The paths that changed since the previous commit, or in the merge request. */
  readonly changed?: readonly string[] | undefined;
  /** All paths of the commit. */
  readonly files?: readonly string[] | undefined;
  /** For each ref, the paths that differ from it; a ref that is not listed does not exist. */
  readonly compared?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Variables given to the run: in the form, by the API, a trigger or an upstream job. */
  readonly variables: Readonly<Record<string, string>>;
  readonly scheduleVariables: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, SettingsVariable>>;
  /** JSON by the name of the input, given to the first file. */
  readonly inputs?: Readonly<Record<string, unknown>> | undefined;
  readonly scheduleDescription?: string | undefined;
  readonly defaultBranch?: string | undefined;
  readonly isProtected?: boolean | undefined;
  readonly commitMessage?: string | undefined;
  readonly hasCluster?: boolean | undefined;
  /** References of open merge requests from this branch; an empty list means there are none. */
  readonly openMergeRequests?: readonly string[] | undefined;
  readonly mergeRequest?: MergeRequest | undefined;
  readonly chatCommand?: string | undefined;
  /** The full path of the project. */
  readonly project?: string | undefined;
  readonly closed?: true;
  /** Names of variables of which nothing is known, even if something else defines them. */
  readonly unknown?: readonly string[];
}
