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

/** Thrown inside this folder only; `parseStrict` turns it into a result. */
export class Fault extends Error {
  constructor(
    readonly code: FaultCode,
    /** Where the reader stopped. */
    readonly at: number,
    /** Where the thing began that it was reading. */
    readonly from: number = at,
  ) {
    super(code);
  }
}

/** Thrown where a scan was only to find out where what is open gets closed. */
export class Closed extends Error {
  constructor(readonly at: number) {
    super('closed');
  }
}
