/**
 * The parts of GitLab's schema of CI files that the kit changes or relies on: the same structure, with our own
 * descriptions.
 */

const lines = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] };
const keys = {
  script: { $ref: '#/definitions/script' },
  extends: { type: 'string' },
  hooks: { $ref: '#/definitions/hooks' },
  inherit: {
    type: 'object',
    properties: {
      default: {
        oneOf: [
          { type: 'boolean' },
          {
            type: 'array',
            items: {
              type: 'string',
              enum: [
                'after_script',
                'artifacts',
                'before_script',
                'cache',
                'image',
                'interruptible',
                'retry',
                'services',
                'tags',
                'timeout',
              ],
            },
          },
        ],
      },
    },
    additionalProperties: false,
  },
};

/** The text of the file: indented by two spaces, every item on a line of its own. */
export const excerpt = `${JSON.stringify(
  {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: {
      default: { type: 'object', properties: { hooks: { $ref: '#/definitions/hooks' } }, additionalProperties: false },
    },
    patternProperties: { '^[.]': { anyOf: [{ $ref: '#/definitions/job_template' }, {}] } },
    additionalProperties: { $ref: '#/definitions/job_template' },
    definitions: {
      script: {
        oneOf: [
          { type: 'string', minLength: 1 },
          { type: 'array', items: lines, minItems: 1 },
        ],
      },
      optional_script: { oneOf: [{ type: 'string' }, { type: 'array', items: lines }] },
      job_template: { type: 'object', additionalProperties: false, properties: keys },
      hooks: {
        type: 'object',
        properties: { pre_get_sources_script: { $ref: '#/definitions/optional_script' } },
        additionalProperties: false,
      },
      step: { type: 'object' },
    },
  },
  undefined,
  2,
)}\n`;
