/**
 * What SARIF 2.1.0 (OASIS, docs.oasis-open.org/sarif/sarif/v2.1.0) asks of the parts that we write: their types, what
 * must be there, and nothing besides. The published schema is the authority; it holds some thousand lines more.
 */
const text = { type: 'string' };
const positive = { type: 'integer', minimum: 1 };
const index = { type: 'integer', minimum: -1 };
const level = { enum: ['none', 'note', 'warning', 'error'] };

const message = object({ text, markdown: text }, ['text']);
const artifactLocation = object({ uri: text, uriBaseId: text }, ['uri']);
const region = object({ startLine: positive, startColumn: positive, endLine: positive, endColumn: positive });
const physicalLocation = object({ artifactLocation, region }, ['artifactLocation']);
const location = object({ id: index, physicalLocation, message });
const replacement = object({ deletedRegion: region, insertedContent: object({ text }) }, ['deletedRegion']);
const artifactChange = object({ artifactLocation, replacements: list(replacement, 1) }, [
  'artifactLocation',
  'replacements',
]);
const fix = object({ description: message, artifactChanges: list(artifactChange, 1) }, ['artifactChanges']);
const result = object(
  {
    ruleId: text,
    ruleIndex: index,
    level,
    message,
    locations: list(location),
    relatedLocations: list(location),
    partialFingerprints: { type: 'object', additionalProperties: text },
    fixes: list(fix),
  },
  ['message'],
);
const rule = object(
  {
    id: text,
    shortDescription: message,
    fullDescription: message,
    helpUri: { type: 'string', pattern: '^https://' },
    defaultConfiguration: object({ level }),
  },
  ['id'],
);
const driver = object(
  {
    name: text,
    version: text,
    semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' },
    rules: list(rule),
  },
  ['name'],
);
const notification = object({ level, message, locations: list(location) }, ['message']);
const invocation = object(
  {
    executionSuccessful: { type: 'boolean' },
    exitCode: { type: 'integer' },
    toolExecutionNotifications: list(notification),
  },
  ['executionSuccessful'],
);
const run = object(
  {
    tool: object({ driver }, ['driver']),
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
    originalUriBaseIds: { type: 'object', additionalProperties: object({ uri: text, description: message }) },
    invocations: list(invocation),
    results: list(result),
  },
  ['tool'],
);

export const SARIF = object({ $schema: text, version: { const: '2.1.0' }, runs: list(run) }, ['version', 'runs']);

function object(properties: Readonly<Record<string, object>>, required: readonly string[] = []) {
  return { type: 'object', properties, required, additionalProperties: false };
}

function list(items: object, minItems = 0) {
  return { type: 'array', items, minItems };
}
