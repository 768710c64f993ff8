/**
 * Completions that are accepted in every client, and the whole text that each has to have then. The letters before the
 * cursor are enough for the item to be the first of the list.
 */

/**
 * `accepted` is the text for clients with snippets, whose placeholders nobody has changed; `plain` for clients without,
 * if it differs, and `oneLine` for clients that cannot insert line breaks: none, if the item is not for them.
 * @typedef {{ readonly text: string, readonly label: string, readonly accepted: string, readonly plain: string, readonly oneLine: string | undefined }} Insertion
 */

/** Where the cursor is. */
export const CURSOR = '<|>';

const HANDLER = 'job:\n  script: echo\n  hooks:\n    pre_stop_k8s_container_handler:\n';
const HTTP_GET = `${HANDLER}      http_get:\n        port: 80\n`;
const HEADERS = `${HTTP_GET}        http_headers:\n`;
const NEXT = '\nother:\n  script: echo\n';
const HOOKS_BELOW = 'job:\n  script: echo\n  hooks:\n    pre_get_sources_script:\n      - \n';
/** @param {string} handler */
const inBraces = handler => `job:\n  script: echo\n  hooks: { pre_stop_k8s_container_handler: { ${handler} } }\n`;

/** @type {Readonly<Record<string, Insertion>>} */
export const INSERTIONS = {
  'a key at the top': oneOf('stages', 'stag|\n', { '': 'stages:\n  - ', oneLine: 'stages:' }),
  'a key of a job': oneOf('stage', 'job:\n  script: echo\n  stag|\n', { '': 'stage: ' }),
  'a key with a list, above another job': oneOf('needs', `job:\n  script: echo\n  nee|\n${NEXT}`, {
    '': 'needs:\n    - ',
    oneLine: 'needs:',
  }),
  'a key with a matrix': oneOf('parallel', 'job:\n  script: echo\n  paral|\n', {
    '': 'parallel:\n    matrix:\n      - NAME:\n          - ',
    plain: 'parallel:\n    matrix:\n      - ',
    oneLine: 'parallel:',
  }),
  'a value': oneOf('manual', 'job:\n  script: echo\n  when: man|\n', { '': 'manual' }),
  'a block behind its key': {
    text: `job:\n  script: echo\n  hooks: pre_g${CURSOR}\n`,
    label: 'pre_get_sources_script',
    accepted: HOOKS_BELOW,
    plain: HOOKS_BELOW,
    oneLine: undefined,
  },
  'a handler': oneOf('http_get', `${HANDLER}      http_g|\n`, {
    '': 'http_get:\n        port: 8080',
    plain: 'http_get:\n        port: ',
    oneLine: 'http_get:',
  }),
  'a handler above another job': oneOf('exec', `${HANDLER}      exe|\n${NEXT}`, {
    '': 'exec:\n        - ',
    oneLine: 'exec:',
  }),
  'a list below its key': oneOf('http_headers', `${HTTP_GET}        http_h|\n`, {
    '': 'http_headers:\n          - name: \n            value: ""',
    plain: 'http_headers:\n          - name: ',
    oneLine: 'http_headers:',
  }),
  'an item of several keys': oneOf('name, value', `${HEADERS}          - na|\n`, {
    '': 'name: \n            value: ""',
    plain: 'name: ',
    oneLine: 'name: ',
  }),
  'a key in a list': oneOf('if', 'job:\n  script: echo\n  rules:\n    - i|\n', { '': 'if: ' }),
  'a name in a list': oneOf('other', `job:\n  script: echo\n  needs:\n    - oth|\n${NEXT}`, { '': 'other' }),
  'a key in braces, behind an emoji': oneOf('stage', 'job: { script: "👍", stag| }\n', { '': 'stage: ' }),
  'a value in braces': oneOf('manual', 'job: { script: echo, when: man| }\n', { '': 'manual' }),
  'a handler in braces': oneOf('http_get', inBraces('http_g|'), { '': 'http_get: { port: 8080 }' }),
  'a name in brackets': oneOf('other', `job: { script: echo, needs: [oth|] }\n${NEXT}`, { '': 'other' }),
  'an item of several keys in brackets': oneOf('name, value', inBraces('http_get: { port: 80, http_headers: [na|] }'), {
    '': '{ name: , value: "" }',
  }),
};

/**
 * @param {string} label @param {string} marked the text, with `|` behind the letters that the item replaces
 * @param {{ readonly '': string, readonly plain?: string, readonly oneLine?: string }} inserted instead of the letters
 * @returns {Insertion}
 */
function oneOf(label, marked, { '': accepted, plain = accepted, oneLine = plain }) {
  const put = (/** @type {string} */ text) => marked.replace(/\w*\|/, () => text);
  return {
    label,
    text: marked.replace('|', CURSOR),
    accepted: put(accepted),
    plain: put(plain),
    oneLine: put(oneLine),
  };
}

/**
 * What a client has to do for each of them: in the text, go to the cursor and accept the item.
 * @param {'accepted' | 'plain' | 'oneLine'} [how]
 */
export function insertionSteps(how = 'accepted') {
  return Object.entries(INSERTIONS).flatMap(([name, insertion]) => {
    const { text, label, [how]: expected } = insertion;
    return expected === undefined ? [] : [{ name, text, label, expected }];
  });
}

/** The texts that come of it, by the names. @param {'accepted' | 'plain' | 'oneLine'} how @returns {Record<string, string>} */
export function expectedTexts(how) {
  return Object.fromEntries(insertionSteps(how).map(({ name, expected }) => [name, expected]));
}
