/** GitLab's own schema of CI files, extracted from the bundle of a package; for tests only. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';

export type Schema = Readonly<Record<string, unknown>>;

const BUNDLE = createRequire(import.meta.url).resolve('gitlab-ci-local');
const MARK = '$id:"https://gitlab.com/.gitlab-ci.yml"';

/** The schema as an object; in the bundle it is a JavaScript literal. */
export function gitlabSchema(): Schema {
  const text = readFileSync(BUNDLE, 'utf8');
  const start = text.lastIndexOf('{', text.indexOf(MARK));
  const literal = text.slice(start, endOfLiteral(text, start));
  return runInNewContext(`JSON.parse(JSON.stringify(${literal}))`) as Schema;
}

/** The offset after the bracket that closes the one at the start, ignoring brackets in strings. */
function endOfLiteral(text: string, start: number): number {
  const token = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|[{}]/gs;
  token.lastIndex = start;
  let depth = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    if (found[0] === '{') depth++;
    else if (found[0] === '}' && --depth === 0) return token.lastIndex;
  }
  throw new Error('the schema has no end');
}

/** The schema itself and everything that it refers to or combines. */
export function alternatives(root: Schema, node: Schema): readonly Schema[] {
  const found = new Set<Schema>();
  const visit = (one: unknown): void => {
    if (!isSchema(one) || found.has(one)) return;
    found.add(one);
    const { $ref } = one;
    if (typeof $ref === 'string') visit(at(root, $ref));
    for (const key of ['oneOf', 'anyOf', 'allOf'] as const) {
      const several = one[key];
      if (Array.isArray(several)) several.forEach(visit);
    }
    for (const key of ['if', 'then', 'else'] as const) visit(one[key]);
  };
  visit(node);
  return [...found];
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(root: Schema, pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (isSchema(node) ? node[key] : undefined), root);
}
