/** What the pages of panels and the editor say to each other. */
import type { HookPreview, ProjectionKind } from '../../../server/src/picture/hook-preview.ts';
import type { Picture } from '../../../server/src/picture/picture.ts';

export const EXPORTS = ['svg', 'png', 'mermaid'] as const;
export type ExportFormat = (typeof EXPORTS)[number];

export type ToPipelinePage =
  | { readonly type: 'show'; readonly picture: Picture; readonly canGoBack: boolean }
  /** There is nothing to show, and why. */
  | { readonly type: 'nothing'; readonly why: string }
  /** The node in whose text the cursor is. */
  | { readonly type: 'select'; readonly id: string }
  | { readonly type: 'export'; readonly format: ExportFormat };

export type FromPipelinePage =
  /** The page listens from now on. */
  | { readonly type: 'ready' }
  /** Shows the text of a node; with `focus` the keyboard goes there, too. */
  | { readonly type: 'go'; readonly id: string; readonly focus: boolean }
  /** Opens the pipeline that a node stands for. */
  | { readonly type: 'open'; readonly id: string }
  | { readonly type: 'back' }
  | { readonly type: 'scenario' }
  | { readonly type: 'export' }
  /** A text or, of PNG, its bytes in base 64. */
  | { readonly type: 'exported'; readonly format: ExportFormat; readonly content: string };

export type ToHookPage =
  | { readonly type: 'show'; readonly preview: HookPreview }
  /** There is nothing to show, and why. */
  | { readonly type: 'nothing'; readonly why: string }
  /** That text is in the clipboard now. */
  | { readonly type: 'copied'; readonly kind: ProjectionKind };

export type FromHookPage =
  /** The page listens from now on. */
  | { readonly type: 'ready' }
  /** Shows a place of the preview last shown. */
  | { readonly type: 'go'; readonly place: number }
  | { readonly type: 'copy'; readonly kind: ProjectionKind };
