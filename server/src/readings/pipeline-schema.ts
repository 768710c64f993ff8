/** JSON Schema (draft-07) of a whole file: keywords of the root and, under every other name, jobs. */
import { defaults, hiddenJob, job, triggerJob } from '../spec/job.ts';
import { header, jobMarks, pipeline } from '../spec/pipeline.ts';
import type { Field, Fields } from '../spec/shape.ts';
import { definitionsFor } from './schema/definitions.ts';
import { fieldSchema } from './schema/field.ts';
import type { JsonSchema, SchemaMode } from './schema/mode.ts';
import { keysSchema } from './schema/record.ts';

const NAMES = new Map<Field, string>([
  [job, 'job'],
  [triggerJob, 'trigger-job'],
]);

/** The schema document of a GitLab CI file; `id` is its stable name. */
export function pipelineSchema(id: string): JsonSchema {
  const definitions = definitionsFor([pipeline, header, job, triggerJob, hiddenJob, defaults], NAMES);
  const alone: SchemaMode = { partial: false, refer: definitions.refer };
  const merged: SchemaMode = { partial: true, refer: definitions.refer };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: id,
    title: 'GitLab CI/CD configuration',
    type: 'object',
    properties: rootProperties(alone, merged),
    patternProperties: { '^\\.': keysSchema(hiddenJob.shape, merged) },
    // What a file says of a job may complete what an included one says.
    if: { required: ['include'] },
    then: { additionalProperties: kindsOf(merged) },
    else: {
      additionalProperties: {
        if: { type: 'object', required: ['extends'] },
        then: kindsOf(merged),
        else: kindsOf(alone),
      },
    },
    definitions: definitions.made,
  };
}

function rootProperties(alone: SchemaMode, merged: SchemaMode): JsonSchema {
  const { default: first, workflow, ...keywords } = pipeline.shape.fields;
  return {
    ...mapped(keywords, field => fieldSchema(field, alone)),
    default: orJob(fieldSchema(first, merged), merged),
    workflow: orJob(fieldSchema(workflow, merged), merged),
    // The header is a document of its own, to which editors apply the same schema.
    ...mapped(header.shape.fields, field => orJob(fieldSchema(field, alone), merged)),
  };
}

function mapped(fields: Fields, schema: (field: Field) => JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schema(field)]));
}

/** A keyword whose name a job may have as well. */
function orJob(schema: JsonSchema, mode: SchemaMode): JsonSchema {
  const isJob = { type: 'object', anyOf: jobMarks.map(mark => ({ required: [mark] })) };
  return { if: isJob, then: kindsOf(mode), else: schema };
}

/** A job of either kind. */
function kindsOf(mode: SchemaMode): JsonSchema {
  const isTrigger = {
    type: 'object',
    required: ['trigger'],
    not: { anyOf: [{ required: ['script'] }, { required: ['run'] }] },
  };
  return { if: isTrigger, then: fieldSchema(triggerJob, mode), else: fieldSchema(job, mode) };
}
