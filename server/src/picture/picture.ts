/** The picture of a pipeline as data: stages, nodes and edges; no positions, and every text safe to show. */

/** What a node does in the scenario. Each state has its own shape and word, so that colour is never needed. */
export type State = 'runs' | 'manual' | 'delayed' | 'on-failure' | 'depends' | 'out';

export interface Picture {
  /** The scenario, and what starts the pipeline there. */
  readonly scenario: string;
  /** Whether there is a pipeline, as a sentence. */
  readonly verdict: string;
  /** Why GitLab refuses to make it, as sentences; there may be no nodes then. */
  readonly errors: readonly string[];
  /** In the order in which they run. */
  readonly stages: readonly string[];
  /** In the order of stages, and of the text within one. */
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

export interface PictureNode {
  /** The same for the same job whenever the picture is drawn again. */
  readonly id: string;
  /** A job, or a pipeline that a job starts. */
  readonly kind: 'job' | 'child' | 'downstream';
  readonly name: string;
  /** The index of its stage. */
  readonly stage: number;
  readonly state: State;
  readonly mayFail: boolean;
  /** One line each: what it does and, if the job is left out, why. */
  readonly says: readonly string[];
  /** Why it does that, in a few words. */
  readonly reason: string;
  /** The jobs that `parallel` makes; empty if it is one job. */
  readonly copies: readonly PictureCopy[];
}

export interface PictureCopy {
  readonly name: string;
  readonly says: string;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  /** A job that the other waits for (`optional` if it may be missing), or the job that starts the pipeline. */
  readonly kind: 'needs' | 'optional' | 'starts';
}

/** Everything that a node shows, as text for screen readers. */
export function spokenNode(
  { name, stage, says, reason }: PictureNode,
  stages: readonly string[],
  say = (text: string): string => text,
): string {
  // the visible words come first and unchanged, so that speech control finds the node by them
  const why = says.includes(reason) ? '' : reason;
  return [name, ...says, say(`stage ${stages[stage] ?? ''}`), why].filter(part => part !== '').join(', ');
}
