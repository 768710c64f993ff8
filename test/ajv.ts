/** Ajv for the tests of schemas. */
import Ajv, { type Options } from 'ajv';

/**
 * As GitLab's own tests set up Ajv for its schema: everything that is not named here is strict. A test validates only a
 * few values, so the schema is compiled without optimization, which takes most of the time.
 */
export function strictAjv(options: Options = {}): Ajv {
  const ajv = new Ajv({
    strictTypes: false,
    strictTuples: false,
    allowMatchingProperties: true,
    inlineRefs: false,
    code: { optimize: false },
    ...options,
  });
  ajv.addKeyword('markdownDescription');
  return ajv;
}
