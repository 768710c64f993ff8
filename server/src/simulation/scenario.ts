/** What starts a pipeline: everything that decides which jobs it has, next to the configuration. */

/** A variable of the settings; what is protected is there for protected branches and tags only. */
export interface SettingsVariable {
  readonly value: string;
  readonly protected?: boolean;
  /** Its value is taken as it is written. */
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

/** What is absent is not known, unless the scenario is `closed`: then it is not there. */
export interface Scenario {
  readonly name: string;
  /** The value of `CI_PIPELINE_SOURCE`. */
  readonly source: string;
  /** The name of the branch or tag, or `refs/merge-requests/1/head`. */
  readonly ref: string;
  readonly refType: RefType;
  /** Whether the branch had another commit before. */
  readonly isUpdate: boolean;
  /** The paths that differ from the commit before, or in the merge request. */
  readonly changed?: readonly string[] | undefined;
  /** All paths of the commit. */
  readonly files?: readonly string[] | undefined;
  /** By ref, the paths that differ from it; a ref that is not there does not exist. */
  readonly compared?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Given to the run: in the form, by the API, a trigger or an upstream job. */
  readonly variables: Readonly<Record<string, string>>;
  readonly scheduleVariables: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, SettingsVariable>>;
  readonly scheduleDescription?: string | undefined;
  readonly defaultBranch?: string | undefined;
  readonly isProtected?: boolean | undefined;
  readonly commitMessage?: string | undefined;
  readonly hasCluster?: boolean | undefined;
  /** References of open merge requests from this branch; of none where the list is empty. */
  readonly openMergeRequests?: readonly string[] | undefined;
  readonly mergeRequest?: MergeRequest | undefined;
  readonly chatCommand?: string | undefined;
  /** The full path of the project. */
  readonly project?: string | undefined;
  readonly closed?: true;
  /** Names of variables of which nothing is known, whoever else defines them. */
  readonly unknown?: readonly string[];
}
