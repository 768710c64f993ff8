/**
 * Writes every file that is derived from another: schemas and reference from the table, the manual of the rules and their
 * setting from the list of codes, the limits, the README's settings and the texts in other languages from the manifest, and the newest
 * GitLab that pages name. With
 * `--check` it writes nothing and fails if a file is not up to date.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { limitsPage } from './limits.mjs';
import { translated, withKeys, withWords } from './manifest-words.mjs';
import { ready, root } from './ready.mjs';

/**
 * @typedef {{ readonly severity: string, readonly title: string, readonly doc: string, readonly href: string, readonly failing: string, readonly passing: string }} CodeInfo
 * @typedef {{ readonly outputs: () => Readonly<Record<string, string>>, readonly CODES: Readonly<Record<string, CodeInfo>>, readonly gitlabVersion: string }} Core
 * @typedef {{ readonly default: unknown, readonly markdownDescription: string }} Setting
 * @typedef {{ readonly properties?: Readonly<Record<string, Setting>> }} Section
 * @typedef {{ readonly contributes?: { readonly configuration?: Section | readonly Section[] } }} Manifest
 */

const RUNNER_PAGE = 'docs/what-the-runner-gets.md';

/** The languages besides English. */
const LANGUAGES = ['de', 'ja'];

const LEVELS = ['error', 'warning', 'information', 'hint', 'off'];

/** All generated files by path in the checkout. */
async function generated() {
  const { outputs, CODES, gitlabVersion } = await core();
  const { manifest, files } = manifestFiles(CODES);
  return {
    ...outputs(),
    'docs/reference/rules.md': rulesManual(CODES),
    'docs/limits.md': limitsPage(),
    ...files,
    'schemas/gitlab-ci-tools.schema.json': configurationSchema(manifest),
    'README.md': withVersion(withSettings(current('README.md') ?? '', manifest), gitlabVersion),
    [RUNNER_PAGE]: withVersion(current(RUNNER_PAGE) ?? '', gitlabVersion),
  };
}

/** The manifest with its texts, and the files that it is made of. @param {Core['CODES']} codes */
function manifestFiles(codes) {
  const before = wordsIn('package.nls.json');
  /** @type {Manifest} */
  const keyed = JSON.parse(current('package.json') ?? '{}');
  const manifest = withRulesSetting(printed(withWords(keyed, before)), codes);
  /** @type {Manifest} */
  const worded = JSON.parse(manifest);
  const { manifest: made, english } = withKeys(worded, before);
  /** @type {Record<string, string>} */
  const files = { 'package.json': printed(made), 'package.nls.json': printed(english) };
  for (const language of LANGUAGES)
    files[`package.nls.${language}.json`] = printed(translated(english, wordsIn(`l10n/manifest.${language}.json`)));
  return { manifest, files };
}

/** @param {string} file @returns {Readonly<Record<string, string>>} */
function wordsIn(file) {
  return JSON.parse(current(file) ?? '{}');
}

/** @param {unknown} value */
function printed(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The paths of files that are out of date. */
async function stale() {
  return Object.entries(await generated()).filter(([path, content]) => current(path) !== content);
}

/** @param {string} path */
function current(path) {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** The modules of the server that files are generated from, bundled into a temporary file, since Node 20 cannot read TypeScript. */
async function core() {
  const { build } = await import('esbuild');
  const folder = mkdtempSync(join(tmpdir(), 'generate-'));
  const outfile = join(folder, 'core.mjs');
  try {
    await build({
      stdin: {
        contents: `export { outputs } from './readings/outputs.ts'; export { CODES } from './codes/codes.ts'; export { gitlabVersion } from './spec/version.ts';`,
        resolveDir: join(root, 'server', 'src'),
      },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'neutral',
    });
    /** @type {Core} */
    const made = await import(pathToFileURL(outfile).href);
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The manifest with a new setting `gitlabCi.rules`, if it declares that setting: one property per code.
 * Everything else of the manifest is written by hand and stays as it is.
 * @param {string} manifest
 * @param {Core['CODES']} codes
 */
function withRulesSetting(manifest, codes) {
  /** @type {Manifest} */
  const read = JSON.parse(manifest);
  const setting = new Map(settingsOf(read)).get('gitlabCi.rules');
  if (!setting) return manifest;
  Object.assign(setting, {
    type: 'object',
    scope: 'resource',
    default: {},
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(codes).map(([code, { severity, title, doc }]) => [
        code,
        { type: 'string', enum: LEVELS, default: severity, markdownDescription: `**${title}.** ${doc}` },
      ]),
    ),
  });
  return printed(read);
}

/** Every setting with its name, in the order of the manifest. @param {Manifest} manifest */
function settingsOf({ contributes }) {
  const sections = [contributes?.configuration ?? []].flat();
  return sections.flatMap(({ properties }) => Object.entries(properties ?? {}));
}

/**
 * The README with a new table of settings, made from the manifest.
 * @param {string} readme
 * @param {string} manifest
 */
function withSettings(readme, manifest) {
  /** @type {Manifest} */
  const read = JSON.parse(manifest);
  const rows = settingsOf(read).map(([name, { default: value, markdownDescription }]) => {
    const about = markdownDescription.replaceAll(/`#([^#]+)#`/g, '`$1`').replaceAll('|', '\\|');
    return `| \`${name}\` | \`${JSON.stringify(value)}\` | ${about} |`;
  });
  const table = ['| setting | default | |', '|---|---|---|', ...rows].join('\n');
  const marks = /(<!-- settings: [^\n]*-->\n)[^]*(\n<!-- end of settings -->)/;
  return readme.replace(marks, (_, before, after) => `${before}${table}${after}`);
}

/**
 * A page with the newest GitLab version of the table, where the page names the version up to which something holds.
 * @param {string} page
 * @param {string} version
 */
function withVersion(page, version) {
  const mention = /\bup to \d+\.\d+/g;
  if (!mention.test(page)) throw new Error(`no version to write: a page should say "up to ${version}"`);
  return page.replaceAll(mention, `up to ${version}`);
}

/** The settings that a repository can share in `.gitlab-ci-tools.yml`, by their editor names. */
const SHARED = [
  ...['files.include', 'files.exclude', 'gitlabVersion', 'hooks.inheritance'],
  ...['kubernetes.gracePeriod', 'kubernetes.otherTags', 'rules', 'scenarios'],
];

/** @typedef {{ [key: string]: unknown, properties?: Record<string, Node> }} Node a schema, or a setting of the manifest */

/**
 * The schema of `.gitlab-ci-tools.yml`: the shared editor settings, nested by the dots in their names.
 * @param {string} manifest
 */
function configurationSchema(manifest) {
  /** @type {Manifest} */
  const read = JSON.parse(manifest);
  const settings = new Map(settingsOf(read));
  /** @type {Record<string, Node>} */
  const properties = {};
  for (const name of SHARED) {
    const [first = '', second] = name.split('.');
    const value = plainSchema(settings.get(`gitlabCi.${name}`) ?? {});
    const group = properties[first]?.properties;
    properties[first] = second === undefined ? value : closed({ ...group, [second]: value });
  }
  const head = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'How the GitLab CI files of a repository are judged, in editors and in pipelines',
  };
  return `${JSON.stringify({ ...head, ...closed(properties) }, undefined, 2)}\n`;
}

/** @param {Record<string, Node>} properties */
function closed(properties) {
  return { type: 'object', additionalProperties: false, properties };
}

/** Without the keywords that only VS Code's settings have. @param {Node} setting @returns {Node} */
function plainSchema({ markdownDescription: about, scope: _, order: __, properties, ...schema }) {
  return {
    ...schema,
    ...(typeof about === 'string' && { description: about.replaceAll(/`#gitlabCi\.([^#]+)#`/g, '`$1`') }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, plainSchema(one)])),
    }),
  };
}

/** @param {Core['CODES']} codes */
function rulesManual(codes) {
  const sections = Object.entries(codes).map(([code, { severity, title, doc, href, failing, passing }]) =>
    [
      `## ${code}`,
      `${title} · by default: ${severity} · [where it comes from](${href})`,
      doc,
      fenced(failing, 'Reported'),
      fenced(passing, 'Not reported'),
    ].join('\n\n'),
  );
  const intro = [
    '# Rules',
    '<!-- Made from server/src/codes/codes.ts by `npm run generate`; changes here are lost. -->',
    'Change the severity of a code with the setting `gitlabCi.rules`. In a file, `# gitlab-ci-disable-next-line CODE` suppresses one line and `# gitlab-ci-disable-file CODE` all of it.',
  ];
  return `${[...intro, ...sections].join('\n\n')}\n`;
}

/** @param {string} yaml @param {string} label */
function fenced(yaml, label) {
  return `${label}:\n\n\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;
}

async function main() {
  const checks = process.argv.includes('--check');
  // a check changes nothing, not even installed packages
  if (!checks) ready();
  const outdated = await stale();
  if (checks) {
    for (const [path] of outdated) console.error(`${path} is not up to date: run npm run generate`);
    process.exitCode = outdated.length > 0 ? 1 : 0;
    return;
  }
  for (const [path, content] of outdated) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
    console.log(`written: ${path}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
