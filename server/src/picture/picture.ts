/** The picture of a pipeline as data: stages, nodes and what connects them; no positions, and every text fit to be shown. */

/** What a node does in the scenario. Each has a shape and a word of its own, so that nobody needs its colour. */
export type State = 'runs' | 'manual' | 'delayed' | 'on-failure' | 'depends' | 'out';

export interface Picture {
  /** The scenario, and what starts the pipeline there. */
  readonly scenario: string;
  /** Whether there is a pipeline, in a sentence. */
  readonly verdict: string;
  /** Why GitLab refuses to make it, in sentences; then there may be no nodes. */
  readonly errors: readonly string[];
  /** In the order in which they run. */
  readonly stages: readonly string[];
  /** In the order of stages, and of the text within one. */
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

export interface PictureNode {
  /** The same for the same job, however often the picture is drawn anew. */
  readonly id: string;
  /** A job, or the pipeline that one starts. */
  readonly kind: 'job' | 'child' | 'downstream';
  readonly name: string;
  /** The index of its stage. */
  readonly stage: number;
  readonly state: State;
  readonly mayFail: boolean;
  /** What it does and, of a job that is left out, why: a line each. */
  readonly says: readonly string[];
  /** Why it does that, in a few words. */
  readonly reason: string;
  /** What `parallel` makes of the job; empty where it makes one job. */
  readonly copies: readonly PictureCopy[];
}

export interface PictureCopy {
  readonly name: string;
  readonly says: string;
}

export interface PictureEdge {
  readonly from: string;
  readonly to: string;
  /** A job that the other waits for, also one that may be missing, or the job that starts the pipeline. */
  readonly kind: 'needs' | 'optional' | 'starts';
}

/** All that a node says, as one text for those who do not see it. */
export function spokenNode({ name, stage, says, reason }: PictureNode, stages: readonly string[]): string {
  // the words that are seen come first, as they are seen: who speaks to the editor says those
  const why = says.includes(reason) ? '' : reason;
  return [name, ...says, `stage ${stages[stage] ?? ''}`, why].filter(part => part !== '').join(', ');
}
