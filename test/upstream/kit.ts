/** The schema of the kit for GitLab, and the errors of schemas and of our own checks. */
import { readFileSync } from 'node:fs';
import { strictAjv } from '../ajv.ts';
import { problemsOf } from '../check.ts';
import { excerpt } from './excerpt.ts';
import { applyPatch } from './patch.ts';

const kit = new URL('../../docs/upstream/', import.meta.url);

/** A file of the kit. */
export function read(path: string): string {
  return readFileSync(new URL(path, kit), 'utf8');
}

/** GitLab's schema with the patches of the kit. */
export const patched = applyPatch(applyPatch(excerpt, read('ci-schema.patch')), read('inherit.patch'));

/** The places where a schema refuses a value. */
export function validator(schema: string): (value: unknown) => readonly string[] {
  const validate = strictAjv().compile(JSON.parse(schema) as object);
  return value => (validate(value) ? [] : (validate.errors ?? []).map(({ instancePath }) => instancePath));
}

/** The errors of our own checks. */
export function errorsOf(text: string): readonly string[] {
  return problemsOf(text)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code}: ${message}`);
}
