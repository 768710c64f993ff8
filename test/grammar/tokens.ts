/** Tokenizes with VS Code's YAML grammars, if an editor on this machine has them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar } from 'vscode-textmate';

export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** Our grammars by their scope, each with its path in the repository. */
export const injections: ReadonlyMap<string, string> = new Map(
  readdirSync(join(import.meta.dirname, '../../syntaxes')).map(file => [
    file.replace('gitlab-ci-', 'gitlab-ci.').replace('.json', ''),
    `syntaxes/${file}`,
  ]),
);

export function injectionFile(scope: string): string {
  return join(import.meta.dirname, '../..', injections.get(scope) ?? scope);
}

const IN_SERVER = 'node_modules/code-server/lib/vscode/extensions';
const IN_DESKTOP = 'resources/app/extensions';
const DESKTOPS = ['/usr/share/code', '/usr/lib/code', '/opt/visual-studio-code', '/opt/vscode'];
const ON_MAC = '/Applications/Visual Studio Code.app/Contents/Resources/app/extensions';

/** The folder with the grammars of the editor in the cache folder of the tests, or of an installed VS Code. */
export function editorExtensions(): string | undefined {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const cached = foldersIn(join(cache, 'gitlab-ci-language-tools')).map(folder => join(folder, IN_SERVER));
  const installed = DESKTOPS.map(folder => join(folder, IN_DESKTOP));
  return [...cached, ...installed, ON_MAC].find(folder =>
    existsSync(join(folder, 'yaml/syntaxes/yaml-1.2.tmLanguage.json')),
  );
}

function foldersIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map(name => join(folder, name)) : [];
}

let engine: Promise<void> | undefined;

/** The editor's YAML grammar alone. */
export function plainGrammar(extensions: string): Promise<IGrammar> {
  return grammarWith(extensions, []);
}

/** The editor's YAML grammar with all of ours. */
export function injectedGrammar(extensions: string): Promise<IGrammar> {
  return grammarWith(extensions, [...injections.keys()]);
}

async function grammarWith(extensions: string, injected: string[]): Promise<IGrammar> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await (engine ??= oniguruma.loadWASM(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
      createOnigString: text => new oniguruma.OnigString(text),
    }),
    loadGrammar: scope => Promise.resolve(readGrammar(extensions, scope)),
    getInjections: scope => (scope === 'source.yaml' ? injected : []),
  });
  const grammar = await registry.loadGrammar('source.yaml');
  if (!grammar) throw new Error(`no YAML grammar in ${extensions}`);
  return grammar;
}

function readGrammar(extensions: string, scope: string): textmate.IRawGrammar | null {
  const path = injections.has(scope) ? injectionFile(scope) : join(extensions, pathOf(scope));
  return existsSync(path) ? textmate.parseRawGrammar(readFileSync(path, 'utf8'), path) : null;
}

function pathOf(scope: string): string {
  if (scope === 'source.shell') return 'shellscript/syntaxes/shell-unix-bash.tmLanguage.json';
  return `yaml/syntaxes/${scope.replace('source.yaml', 'yaml').replace('yaml.', 'yaml-')}.tmLanguage.json`;
}

/** The tokens of a text, line by line. */
export function tokenise(grammar: IGrammar, text: string): readonly Token[] {
  let stack = textmate.INITIAL;
  return text.split(/\r\n|\n/).flatMap(line => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
}
