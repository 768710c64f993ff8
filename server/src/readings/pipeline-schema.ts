/** Makes a JSON Schema (draft-07) of a whole file: keywords at the root and, under every other name, jobs. */
import { defaults, hiddenJob, job, triggerJob } from '../spec/job.ts';
import { header, jobMarks, pipeline } from '../spec/pipeline.ts';
import type { Field, Fields } from '../spec/shape.ts';
import { recordIn } from './find.ts';
import { definitionsFor } from './schema/definitions.ts';
import type { JsonSchema, SchemaMode } from './schema/mode.ts';
import { keysSchema } from './schema/record.ts';

/** Definitions that several parts of the root refer to. */
const NAMES = new Map<Field, string>([
  [job, 'job'],
  [triggerJob, 'trigger-job'],
  ...Object.entries<Field>({ ...pipeline.shape.fields, ...header.shape.fields }).map(
    ([name, field]) => [field, `root.${name}`] as const,
  ),
]);

/** The schema document of a GitLab CI file; `id` is its stable name. */
export function pipelineSchema(id: string): JsonSchema {
  const definitions = definitionsFor([pipeline, header, job, triggerJob, hiddenJob, defaults], NAMES);
  const alone: SchemaMode = { partial: false, ofField: definitions.ofField };
  const merged: SchemaMode = { partial: true, ofField: definitions.ofField };
  const properties = rootProperties(merged);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: id,
    title: 'GitLab CI/CD configuration',
    type: 'object',
    properties,
    patternProperties: { [HIDDEN]: hiddenSchema(merged) },
    // an included file may complete what this file says about a job
    if: { required: ['include'] },
    then: jobsBeside(properties, properties, kindsOf(merged)),
    else: jobsBeside(properties, rootProperties(alone), {
      if: { type: 'object', required: ['extends'] },
      then: kindsOf(merged),
      else: kindsOf(alone),
    }),
    definitions: definitions.made,
  };
}

const HIDDEN = '^\\.';

/** Everything that is neither a keyword nor hidden is a job. */
function jobsBeside(common: Properties, own: Properties, schema: JsonSchema): JsonSchema {
  return {
    properties: Object.fromEntries(
      Object.entries(own).map(([name, schema]) => [name, isSame(schema, common[name]) || schema]),
    ),
    patternProperties: { [HIDDEN]: true },
    additionalProperties: schema,
  };
}

function isSame(one: JsonSchema, other: JsonSchema | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * A template: only the kinds of values are checked. A hidden entry that is part of something else, such as a rule,
 * passes.
 */
function hiddenSchema(mode: SchemaMode): JsonSchema {
  const { foreign = [] } = recordIn(hiddenJob.shape) ?? {};
  const isPart = { type: 'object', anyOf: foreign.map(({ name }) => ({ required: [name] })) };
  return { if: isPart, then: true, else: keysSchema(hiddenJob.shape, mode) };
}

type Properties = Readonly<Record<string, JsonSchema>>;

function rootProperties(mode: SchemaMode): Properties {
  const { default: first, workflow, ...keywords } = pipeline.shape.fields;
  return {
    ...mapped(keywords, field => mode.ofField(field, mode)),
    default: orJob(mode.ofField(first, mode), mode),
    workflow: orJob(mode.ofField(workflow, mode), mode),
    // the header is a document of its own, to which editors apply the same schema
    ...mapped(header.shape.fields, field => orJob(mode.ofField(field, mode), mode)),
  };
}

function mapped(fields: Fields, schema: (field: Field) => JsonSchema): Properties {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schema(field)]));
}

/** A keyword whose name a job may also have. */
function orJob(schema: JsonSchema, mode: SchemaMode): JsonSchema {
  const isJob = { type: 'object', anyOf: jobMarks.map(mark => ({ required: [mark] })) };
  return { if: isJob, then: kindsOf(mode), else: schema };
}

/** A job of any kind. */
function kindsOf(mode: SchemaMode): JsonSchema {
  const isTrigger = {
    type: 'object',
    required: ['trigger'],
    not: { anyOf: [{ required: ['script'] }, { required: ['run'] }] },
  };
  return { if: isTrigger, then: mode.ofField(triggerJob, mode), else: mode.ofField(job, mode) };
}
