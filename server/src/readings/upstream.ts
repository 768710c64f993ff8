/** The change that GitLab's own schema of CI files needs for the proposed hook, in the style of that schema. */
import { preStopHandler } from '../spec/hooks.ts';
import type { Field, KeywordShape, RecordShape, Shape } from '../spec/shape.ts';
import { plain } from './describe.ts';
import type { JsonSchema } from './schema/mode.ts';

const NAME = 'pre_stop_k8s_container_handler';

/** The two generated files of the kit, by name: the addition under `hooks`, and the same as a patch of `ci.json`. */
export function upstreamKit(): Readonly<Record<string, string>> {
  const added = { [NAME]: handlerSchema() };
  return {
    'definition.json': `${JSON.stringify(added, undefined, 2)}\n`,
    'ci-schema.patch': patchWith(JSON.stringify(added, undefined, 2)),
  };
}

/** One closed branch per handler, which is how that schema expresses "exactly one". */
function handlerSchema(): JsonSchema {
  const { fields } = preStopHandler.shape;
  return {
    markdownDescription: `${preStopHandler.doc} [Learn More](https://docs.gitlab.com/ci/yaml/#hooks${NAME}).`,
    oneOf: Object.entries<Field>(fields).map(([key, field]) => ({
      type: 'object',
      properties: { [key]: fieldSchema(field) },
      required: [key],
      additionalProperties: false,
    })),
  };
}

function fieldSchema(field: Field): JsonSchema {
  const { doc, status, default: fallback } = field;
  const notes = [doc, ...(status?.deprecated === undefined ? [] : [`Deprecated. ${status.deprecated}`])];
  return {
    description: plain(notes.join(' ')),
    ...(typeof fallback === 'string' ? { default: fallback } : {}),
    ...shapeSchema(field.shape),
  };
}

function shapeSchema(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case 'text':
      return shape.pattern ? orInput({ type: 'string', pattern: `^${shape.pattern.source}$` }) : { type: 'string' };
    case 'integer':
      return orInput({ type: 'integer', minimum: shape.min, maximum: shape.max });
    case 'keyword':
      return orInput({ type: 'string', enum: spellings(shape) });
    case 'list':
      // nested lists of lines have a definition there, shared with other keywords
      return shape.levels > 1 ? { $ref: '#/definitions/script' } : { type: 'array', items: shapeSchema(shape.item) };
    case 'record':
      return recordSchema(shape);
    default:
      throw new Error(`GitLab's schema of the hook has no form for ${shape.kind}`);
  }
}

function recordSchema({ fields }: RecordShape): JsonSchema {
  const rows = Object.entries(fields);
  return {
    type: 'object',
    properties: Object.fromEntries(rows.map(([key, field]) => [key, fieldSchema(field)])),
    required: rows.filter(([, field]) => field.required).map(([key]) => key),
    additionalProperties: false,
  };
}

/** An input is a string until GitLab inserts its value. */
function orInput(schema: JsonSchema): JsonSchema {
  return { oneOf: [schema, { type: 'string', pattern: '\\$\\[\\[.+\\]\\]' }] };
}

function spellings({ values, anyCase }: KeywordShape): readonly string[] {
  return values.flatMap(({ value }) => (anyCase ? [value, value.toLowerCase()] : [value]));
}

/** Tools find the place by the lines that follow, so the line number need not match any version. */
function patchWith(added: string): string {
  const lines = added.split('\n').slice(1, -1);
  const after = ['      },', '      "additionalProperties": false', '    },', '    "step": {'];
  return [
    '--- a/app/assets/javascripts/editor/schema/ci.json',
    '+++ b/app/assets/javascripts/editor/schema/ci.json',
    `@@ -3400,${after.length + 1} +3400,${after.length + lines.length + 1} @@`,
    '-        }',
    '+        },',
    ...lines.map(line => `+      ${line}`),
    ...after.map(line => ` ${line}`),
    '',
  ].join('\n');
}
