/** Why libyaml, which GitLab uses, refuses a text. */

export type FaultCode =
  | 'control-character'
  | 'missing-colon'
  | 'item-not-allowed'
  | 'key-not-allowed'
  | 'value-not-allowed'
  | 'bad-start'
  | 'tab-in-plain'
  | 'tab-in-block'
  | 'zero-indent'
  | 'block-header'
  | 'open-quote'
  | 'marker-in-quote'
  | 'bad-escape'
  | 'bad-code'
  | 'colon-in-flow'
  | 'anchor-name'
  | 'alias-name'
  | 'tag-form'
  | 'tag-end'
  | 'tag-handle'
  | 'directive'
  | 'document-start'
  | 'no-content'
  | 'expected-item'
  | 'expected-key'
  | 'expected-comma-in-list'
  | 'expected-comma-in-map'
  | 'nesting';

/** A text that libyaml refuses. */
export interface Refusal {
  readonly code: FaultCode;
  /** Where the reader stopped. */
  readonly at: number;
  /** Where the construct began that it was reading. */
  readonly from: number;
  /** The innermost open bracket. */
  readonly open?: number;
}

/** How a scan ended early. */
export interface ScanEnd {
  /** There was more to read than asked for. */
  isFull?: true;
  refusal?: Refusal;
  /** Where the open quote or bracket was closed, if that was the question. */
  closed?: number;
}

/**
 * Thrown only in this folder, and always the same object: creating an error for each fault is expensive while someone
 * types.
 */
export const STOP = new Error('The scan ends here; the scanner knows why.');

/** Ends the scan: the text is not YAML. */
export function refuse(s: ScanEnd, code: FaultCode, at: number, from: number = at): never {
  s.refusal = { code, at, from };
  throw STOP;
}

/** Ends the scan: enough was read. */
export function full(s: ScanEnd): never {
  s.isFull = true;
  throw STOP;
}

/** Ends the scan: no quote or bracket is open any more. */
export function closed(s: ScanEnd & { readonly at: number }): never {
  s.closed = s.at;
  throw STOP;
}
