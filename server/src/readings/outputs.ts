/** Every file that is made from the table, by its path in the repository: written by a script, compared by a test. */
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
    'schemas/gitlab-ci.schema.json': written(pipelineSchema('urn:gitlab-ci-language-tools:schema:gitlab-ci')),
    ...Object.fromEntries(Object.entries(reference()).map(([name, text]) => [`docs/reference/${name}`, text])),
    ...Object.fromEntries(Object.entries(upstreamKit()).map(([name, text]) => [`docs/upstream/${name}`, text])),
  };
}

function written(schema: JsonSchema): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
