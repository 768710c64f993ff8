/** What the panel about the hooks of a job shows, as data: no positions, and every text safe to show. */
import type { StopFacts } from './stop/stop.ts';

export interface HookPreview {
  readonly job: string;
  /** What it is, and in which pipeline. */
  readonly about: string;
  /** What is lost, unknown or refused about the hooks. */
  readonly notes: readonly PreviewLine[];
  /** The effective hooks, as lines of YAML; empty if there are none. */
  readonly lines: readonly PreviewLine[];
  readonly projections: readonly PreviewProjection[];
  readonly stop: StopFacts;
  /** The grace period of the settings, in seconds. */
  readonly grace: number;
}

export interface PreviewLine {
  readonly text: string;
  readonly origin?: PreviewOrigin;
}

/** Where a part was written. */
export interface PreviewOrigin {
  /** The number of its place: the page sends it, and the editor looks it up. */
  readonly place: number;
  /** File and line. */
  readonly label: string;
  /** The steps by which it arrived, if it is written elsewhere. */
  readonly via: string;
}

export type ProjectionKind = 'payload' | 'pod' | 'toml';

export interface PreviewProjection {
  readonly kind: ProjectionKind;
  /** Missing if the job has no hook that has an equivalent there. */
  readonly text?: string;
}
