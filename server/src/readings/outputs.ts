/**
 * All files that are generated from the table, by path in the repository; a script writes them, a test compares them.
 */
import { hooks, preStopHandler } from '../spec/hooks.ts';
import { schemaDocument, type JsonSchema } from './json-schema.ts';
import { reference } from './manual-pages.ts';
import { pipelineSchema } from './pipeline-schema.ts';
import { upstreamKit } from './upstream.ts';

/** Paths and contents. */
export function outputs(): Readonly<Record<string, string>> {
  return {
    'schemas/hooks.schema.json': written(
      schemaDocument('urn:gitlab-ci-language-tools:schema:hooks', 'Hooks of a GitLab CI job', hooks),
    ),
    'schemas/pre-stop-k8s-container-handler.schema.json': written(
      schemaDocument(
        'urn:gitlab-ci-language-tools:schema:pre-stop-k8s-container-handler',
        'Proposed pre-stop handler of a GitLab CI job',
        preStopHandler,
      ),
    ),
    'schemas/open.schema.json': written(OPEN),
    'schemas/gitlab-ci.schema.json': written(pipelineSchema('urn:gitlab-ci-language-tools:schema:gitlab-ci')),
    ...Object.fromEntries(Object.entries(reference()).map(([name, text]) => [`docs/reference/${name}`, text])),
    ...Object.fromEntries(Object.entries(upstreamKit()).map(([name, text]) => [`docs/upstream/${name}`, text])),
  };
}

/** Keeps tools that check by a schema quiet, and has nothing to complete. */
const OPEN: JsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:gitlab-ci-language-tools:schema:open',
  title: 'GitLab CI, checked by GitLab CI Language Tools',
};

function written(schema: JsonSchema): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
