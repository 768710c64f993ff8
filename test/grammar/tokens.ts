/** Tokenises with VS Code's own YAML grammars, if an editor on this machine has them. */
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

export const injectionFile = join(import.meta.dirname, '../../syntaxes/gitlab-ci-hooks.injection.json');

const INJECTION = 'gitlab-ci.hooks.injection';
const IN_SERVER = 'node_modules/code-server/lib/vscode/extensions/yaml/syntaxes';
const IN_DESKTOP = 'resources/app/extensions/yaml/syntaxes';
const DESKTOPS = ['/usr/share/code', '/usr/lib/code', '/opt/visual-studio-code', '/opt/vscode'];
const ON_MAC = '/Applications/Visual Studio Code.app/Contents/Resources/app/extensions/yaml/syntaxes';

/** The YAML grammars of the editor that the editor tests keep in the cache folder, or of an installed VS Code. */
export function yamlSyntaxes(): string | undefined {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const cached = foldersIn(join(cache, 'gitlab-ci-language-tools')).map(folder => join(folder, IN_SERVER));
  const installed = DESKTOPS.map(folder => join(folder, IN_DESKTOP));
  return [...cached, ...installed, ON_MAC].find(folder => existsSync(join(folder, 'yaml-1.2.tmLanguage.json')));
}

function foldersIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map(name => join(folder, name)) : [];
}

let engine: Promise<void> | undefined;

/** The editor's YAML grammar as it is. */
export function plainGrammar(syntaxes: string): Promise<IGrammar> {
  return grammarWith(syntaxes, []);
}

/** The editor's YAML grammar with our injection. */
export function injectedGrammar(syntaxes: string): Promise<IGrammar> {
  return grammarWith(syntaxes, [INJECTION]);
}

async function grammarWith(syntaxes: string, injections: string[]): Promise<IGrammar> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await (engine ??= oniguruma.loadWASM(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
      createOnigString: text => new oniguruma.OnigString(text),
    }),
    loadGrammar: scope => Promise.resolve(readGrammar(syntaxes, scope)),
    getInjections: scope => (scope === 'source.yaml' ? injections : []),
  });
  const grammar = await registry.loadGrammar('source.yaml');
  if (!grammar) throw new Error(`no YAML grammar in ${syntaxes}`);
  return grammar;
}

function readGrammar(syntaxes: string, scope: string): textmate.IRawGrammar | null {
  const name = scope.replace('source.yaml', 'yaml').replace('yaml.', 'yaml-');
  const path = scope === INJECTION ? injectionFile : join(syntaxes, `${name}.tmLanguage.json`);
  return existsSync(path) ? textmate.parseRawGrammar(readFileSync(path, 'utf8'), path) : null;
}

/** The tokens of a text, line after line. */
export function tokenise(grammar: IGrammar, text: string): readonly Token[] {
  let stack = textmate.INITIAL;
  return text.split(/\r\n|\n/).flatMap(line => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
}
