/** The direction of the layers, as server/README.md draws it. test/policy proves that each rule bites. */

const server = 'server/src';
/** The API of VS Code: a package of types only, so it resolves to those. */
const editor = '(^|/)@types/vscode/|^vscode$';
/** All that says what a pipeline means; the rooms above build on the whole of it. */
const meaning = [
  'codes',
  'text',
  'yaml',
  'spec',
  'pattern',
  'expression',
  'shell',
  'readings',
  'ci',
  'simulation',
  'projection',
  'picture',
];
/** What each room may import; `codes` is for all. */
const layers = {
  codes: [],
  picture: [],
  translation: [],
  text: ['codes'],
  yaml: ['codes', 'text'],
  spec: ['codes'],
  pattern: ['codes', 'text'],
  shell: ['codes', 'text'],
  expression: ['codes', 'text', 'pattern'],
  readings: ['codes', 'text', 'yaml', 'spec', 'pattern', 'expression'],
  ci: ['codes', 'text', 'yaml', 'spec', 'pattern', 'expression'],
  simulation: ['codes', 'text', 'yaml', 'spec', 'pattern', 'expression', 'ci'],
  projection: ['codes', 'text', 'yaml', 'spec', 'ci'],
  rules: meaning,
  'runner-config': [...meaning, 'rules'],
  features: [...meaning, 'rules', 'runner-config'],
  workspace: [...meaning, 'rules', 'runner-config', 'features'],
  lsp: [...meaning, 'rules', 'runner-config', 'features', 'workspace', 'translation'],
  hosts: [...meaning, 'rules', 'runner-config', 'features', 'workspace', 'translation', 'lsp'],
};

/** The rooms of `yaml/`; each may also import `yaml/tree.ts` and `yaml/lines.ts`, which import none of them. */
const yamlRooms = {
  libyaml: [],
  recovery: ['libyaml'],
  value: [],
  load: ['libyaml', 'value'],
  document: ['libyaml', 'recovery', 'value'],
  cursor: ['document', 'value'],
  edit: [],
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(layers).map(([layer, below]) => ({
      name: `layer-${layer}`,
      comment: `${layer} may import ${below.length === 0 ? 'nothing' : below.join(', ')} of the server`,
      severity: 'error',
      from: { path: `(^|/)${server}/${layer}/` },
      to: {
        path: `(^|/)(${server}|client/src|test|scripts)/`,
        pathNot: `(^|/)${server}/(${[layer, ...below].join('|')})/`,
      },
    })),
    ...Object.entries({ ...yamlRooms, tree: undefined, lines: undefined }).map(([room, below]) => ({
      name: `yaml-${room}`,
      comment: `yaml/${room} may import of yaml/ ${['tree.ts', 'lines.ts', ...(below ?? [])].join(', ')}`,
      severity: 'error',
      from: { path: `(^|/)${server}/yaml/${below ? `${room}/` : `${room}\\.ts$`}` },
      to: {
        path: `(^|/)${server}/yaml/`,
        pathNot: `(^|/)${server}/yaml/((?:tree|lines)\\.ts$${below ? [room, ...below].map(name => `|${name}/`).join('') : ''})`,
      },
    })),
    {
      name: 'engine-knows-no-rule',
      comment: 'rules are listed in all.ts, which hands them to the engine',
      severity: 'error',
      from: { path: `(^|/)${server}/rules/engine/` },
      to: { path: `(^|/)${server}/rules/`, pathNot: `(^|/)${server}/rules/engine/` },
    },
    {
      name: 'client-imports-requests-only',
      comment: 'the client knows of the server only what both send each other, and how a picture is drawn',
      severity: 'error',
      from: { path: '(^|/)client/' },
      to: { path: `(^|/)(server|test|scripts)/`, pathNot: `(^|/)${server}/(lsp/requests\\.ts$|picture/|translation/)` },
    },
    {
      name: 'page-knows-no-editor',
      comment: 'the pages of panels run in a browser, and speak with the editor in messages',
      severity: 'error',
      from: { path: '(^|/)client/pages/' },
      to: { path: `${editor}|(^|/)client/src/(?!panel/messages\\.ts$)|(^|/)${server}/lsp/` },
    },
    {
      name: 'protocol-in-lsp-only',
      comment: 'only lsp, hosts and the client know the protocol',
      severity: 'error',
      from: { path: `(^|/)${server}/(?!lsp/|hosts/)` },
      to: { path: `(^|/)vscode-(languageserver|languageclient|jsonrpc)|${editor}` },
    },
    {
      name: 'editor-in-client-only',
      comment: 'no part of the server knows an editor',
      severity: 'error',
      from: { path: `(^|/)${server}/` },
      to: { path: `(^|/)vscode-languageclient|${editor}` },
    },
    {
      name: 'yaml-in-tests-only',
      comment:
        'the server reads YAML as libyaml does; the yaml package reads our own configuration file, and the tests compare with it',
      severity: 'error',
      from: { path: `(^|/)${server}/`, pathNot: `(^|/)${server}/workspace/configuration/read\\.ts$` },
      to: { path: '(^|/)node_modules/yaml/' },
    },
    {
      name: 're2-in-pattern-only',
      comment: 'the engine is loaded by one file, and only when a pattern is compiled',
      severity: 'error',
      from: { path: `(^|/)${server}/`, pathNot: `(^|/)${server}/pattern/` },
      to: { path: '(^|/)node_modules/re2js/' },
    },
    {
      name: 'unbash-in-shell-only',
      comment: 'the parser of shell scripts is loaded by one file, and only when a script is read',
      severity: 'error',
      from: { path: `(^|/)${server}/`, pathNot: `(^|/)${server}/shell/` },
      to: { path: '(^|/)node_modules/unbash/' },
    },
    {
      name: 'toml-in-runner-config-only',
      comment: 'the parser of TOML is loaded by one room, and only when a config.toml is read',
      severity: 'error',
      from: { path: `(^|/)${server}/`, pathNot: `(^|/)${server}/runner-config/` },
      to: { path: '(^|/)node_modules/toml-eslint-parser/' },
    },
    {
      name: 'mcp-in-one-file-only',
      comment: 'the SDK of the Model Context Protocol is a bundle of its own, which only the command loads',
      severity: 'error',
      from: { path: `(^|/)${server}/`, pathNot: `(^|/)${server}/hosts/mcp/mcp\\.ts$` },
      to: { path: '(^|/)node_modules/@modelcontextprotocol/' },
    },
    {
      name: 'platform-in-hosts-only',
      comment: 'only hosts may use what Node brings',
      severity: 'error',
      from: { path: `(^|/)${server}/(?!hosts/)` },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-cycles', comment: 'a cycle has no direction', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'what is imported must be there',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: editor },
    },
    {
      name: 'declared',
      comment: 'what is imported must be named in package.json',
      severity: 'error',
      from: { path: '^(client|server)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'deprecated'], pathNot: editor },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true, // imports of types count: a type is knowledge too
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'browser', 'default'],
    },
  },
};
