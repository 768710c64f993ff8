/** Why a text is not YAML to libyaml, the reader that GitLab uses. */

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
  /** Where the thing began that it was reading. */
  readonly from: number;
  /** The innermost bracket that is open there. */
  readonly open?: number;
}

/** How a scan ended before its time. */
export interface ScanEnd {
  refusal?: Refusal;
  /** Where what was open got closed, if the scan was to find that out. */
  closed?: number;
}

/** Thrown in this folder only, always the same object: making an error for each fault is dear while someone types. */
export const STOP = new Error('The scan ends here; the scanner knows why.');

/** Ends the scan: the text is not YAML. */
export function refuse(s: ScanEnd, code: FaultCode, at: number, from: number = at): never {
  s.refusal = { code, at, from };
  throw STOP;
}

/** Ends the scan: no quote and no bracket is open. */
export function closed(s: ScanEnd & { readonly at: number }): never {
  s.closed = s.at;
  throw STOP;
}
