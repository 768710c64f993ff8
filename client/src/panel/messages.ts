/** Messages between the pages of panels and the editor. */
import type { HookPreview, ProjectionKind } from '../../../server/src/picture/hook-preview.ts';
import type { Picture } from '../../../server/src/picture/picture.ts';

export const EXPORTS = ['svg', 'png', 'mermaid'] as const;
export type ExportFormat = (typeof EXPORTS)[number];

export type ToPipelinePage =
  | { readonly type: 'show'; readonly picture: Picture; readonly canGoBack: boolean }
  /** There is nothing to show, for this reason. */
  | { readonly type: 'nothing'; readonly why: string }
  /** The cursor is in the text of this node. */
  | { readonly type: 'select'; readonly id: string }
  | { readonly type: 'export'; readonly format: ExportFormat };

export type FromPipelinePage =
  /** The page is listening from now on. */
  | { readonly type: 'ready' }
  /** Shows the text of a node; with `focus`, the keyboard focus moves there, too. */
  | { readonly type: 'go'; readonly id: string; readonly focus: boolean }
  /** Opens the pipeline that a node stands for. */
  | { readonly type: 'open'; readonly id: string }
  | { readonly type: 'back' }
  | { readonly type: 'scenario' }
  | { readonly type: 'export' }
  /** A text or, for PNG, its bytes in base 64. */
  | { readonly type: 'exported'; readonly format: ExportFormat; readonly content: string };

export type ToHookPage =
  | { readonly type: 'show'; readonly preview: HookPreview }
  /** There is nothing to show, for this reason. */
  | { readonly type: 'nothing'; readonly why: string }
  /** The text is now in the clipboard. */
  | { readonly type: 'copied'; readonly kind: ProjectionKind };

export type FromHookPage =
  /** The page is listening from now on. */
  | { readonly type: 'ready' }
  /** Shows a place of the last preview. */
  | { readonly type: 'go'; readonly place: number }
  | { readonly type: 'copy'; readonly kind: ProjectionKind };
