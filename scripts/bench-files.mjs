/** The files that servers are measured with: generated ones with any number of jobs, and real ones from a given folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * A text with the places where figures are taken; each place is the end of a line, by its number. A real file has only jobs.
 * `others` are the files that it includes, by path; `faults` are the lines of what is wrong at its end.
 * @typedef {{ readonly name: string, readonly jobs: number, readonly text: string, readonly places: Places, readonly others?: ReadonlyMap<string, string>, readonly faults: Faults }} BenchFile
 * @typedef {{ readonly alone: number, readonly merged: number }} Faults
 * @typedef {{ readonly job: readonly number[], readonly template?: number, readonly default?: number, readonly key: number, readonly cursors: readonly number[] }} Places
 */

/** At the end, one job is wrong by itself, and the last one only together with its template. */
const TEMPLATE = ['.faulty-base', { trigger: 'other/project' }];
const FAULTY = [
  ['faulty-alone', { script: 'make', retry: 99 }],
  ['faulty-merged', { extends: '.faulty-base', script: 'make' }],
];

/**
 * Adds a fault that any server finds, and one that shows only when everything is judged: the problems of a file are
 * complete when they contain the last fault that a server is able to find.
 * @template {Omit<BenchFile, 'faults'>} File
 * @param {File} file without a template, the file includes one
 */
function withFaults(file, template = [TEMPLATE]) {
  const end = file.text.trimEnd();
  const jobs = entries([...template, ...FAULTY]);
  const isMapping = /^(#.*\n|\s)*\{/.test(end) && end.endsWith('}');
  const text = isMapping ? `${end.slice(0, -1)},\n${jobs.join(',\n')}\n}\n` : `${end}\n${jobs.join('\n')}\n`;
  const last = text.split('\n').length - (isMapping ? 3 : 2);
  return { ...file, text, faults: { alone: last - 1, merged: last } };
}

/** As lines of JSON, which is YAML as well. @param {readonly (readonly unknown[])[]} all */
function entries(all) {
  return all.map(([name, entry]) => `${JSON.stringify(name)}: ${JSON.stringify(entry)}`);
}

/** @param {number} jobs */
export function generated(jobs) {
  return withFaults(fileOf(jobs));
}

/** From so many jobs on, each has fewer keys: GitLab refuses a file of more than 2 MiB, and nothing of it is judged. */
const MANY_JOBS = 10_000;
const LINES_OF_MANY = 7;

/**
 * Jobs of 14 to 20 lines, or of 7 if there are many, that all extend one template, below a `default` with hooks.
 * @param {number} jobs
 */
function fileOf(jobs) {
  const lines = [
    'stages: [build, test, deploy]',
    'default:',
    '  image: alpine:3.20',
    '  hooks:',
    '    pre_get_sources_script:',
    '      - echo prepare',
    '.base:',
    '  tags: [linux, docker]',
    '  variables:',
    '    LEVEL: "1"',
    '    COLOUR: blue',
    '  retry: 1',
    '  hooks:',
    '    pre_stop_k8s_container_handler:',
    '      exec:',
    '        - /bin/stop',
    '  before_script:',
    '    - echo begin',
  ];
  const [inDefault, inTemplate] = [5, 17];
  const inJobs = [];
  for (let number = 0; number < jobs; number++) {
    inJobs.push(lines.length + 6);
    lines.push(...job(number).slice(0, jobs < MANY_JOBS ? undefined : LINES_OF_MANY));
  }
  const key = (inJobs[Math.floor(jobs / 2)] ?? 6) - 3;
  return {
    name: `${jobs} jobs`,
    jobs,
    text: `${lines.join('\n')}\n`,
    places: { job: spread(inJobs), template: inTemplate, default: inDefault, key, cursors: cursorsIn(inJobs) },
  };
}

/** @param {number} number */
function job(number) {
  const name = nameOf(number);
  const more = [
    ['  artifacts:', '    paths: [out/]', '    expire_in: 1 week'],
    ['  cache:', '    key: main', '    paths: [.cache/]'],
    ['  needs:', `    - job: ${nameOf(number - 1)}`, '      artifacts: false', '  interruptible: true'],
  ][number % 3];
  return [
    `${name}:`,
    '  extends: .base',
    `  stage: ${['build', 'test', 'deploy'][number % 3]}`,
    '  timeout: 1h',
    '  script:',
    `    - make ${name}`,
    '    - echo done',
    '  variables:',
    `    NUMBER: "${number}"`,
    '    TARGET: release',
    '  rules:',
    '    - if: $CI_COMMIT_BRANCH == "main"',
    '      when: on_success',
    '    - if: $CI_COMMIT_TAG',
    '      when: manual',
    ...(more ?? []),
  ];
}

/** @param {number} number */
function nameOf(number) {
  return `job-${String(number).padStart(5, '0')}`;
}

/** A pipeline of ten jobs and as many files with five more each as given. @param {number} files */
export function withIncludes(files) {
  const { text, places } = fileOf(10);
  const others = new Map(Array.from({ length: files }, (_, index) => [`ci/${index}.yml`, partOf(index)]));
  others.set(`ci/${files - 1}.yml`, `${partOf(files - 1)}${entries([TEMPLATE]).join('')}\n`);
  const includes = [...others.keys()].map(path => `  - local: ${path}\n`);
  const moved = (/** @type {number} */ line) => line + files + 1;
  const file = {
    name: `pipeline of ${files} files`,
    jobs: 10 + 5 * files,
    text: `include:\n${includes.join('')}${text}`,
    places: {
      job: places.job.map(moved),
      template: moved(places.template),
      default: moved(places.default),
      key: moved(places.key),
      cursors: places.cursors.map(moved),
    },
    others,
  };
  return withFaults(file, []);
}

/** @param {number} index */
function partOf(index) {
  return Array.from(
    { length: 5 },
    (_, job) => `part-${index}-${job}:\n  extends: .base\n  stage: test\n  script:\n    - make\n`,
  ).join('');
}

/** One JSON object, as programs write it. @param {number} bytes @returns {BenchFile} */
export function oneMapping(bytes) {
  const lines = ['{'];
  const inJobs = [];
  for (let size = 0, number = 0; size < bytes; number++) {
    const text = `  "job-${number}": {"stage": "test", "script": ["make", "echo done"], "tags": ["linux"], "variables": {"A": "b"}},`;
    size += text.length + 1;
    inJobs.push(lines.length + 2);
    lines.push(`  "job-${number}": {`, '    "stage": "test",', '    "script": ["make",', '    "echo done"],');
    lines.push('    "tags": ["linux"], "variables": {"A": "b"}},');
  }
  lines.push('  "last": {"script": ["make"]}', '}');
  return withFaults({
    name: `one JSON mapping of ${Math.round(bytes / 1000)} kB`,
    jobs: inJobs.length,
    text: `${lines.join('\n')}\n`,
    places: { job: spread(inJobs), key: inJobs[0] ?? 2, cursors: cursorsIn(inJobs) },
  });
}

/** The positions of many cursors, from the end, as editors send them. @param {readonly number[]} all */
function cursorsIn(all) {
  return all.slice(0, 500).toReversed();
}

/** A few of many, spread over the file. @param {readonly number[]} all */
function spread(all) {
  const step = Math.max(1, Math.floor(all.length / 16));
  return all.filter((_, index) => index % step === Math.floor(step / 2)).slice(0, 16);
}

/**
 * The real files with 500 lines or more below a folder, largest first; none without a folder.
 * @param {string | undefined} folder @param {number} most
 * @returns {readonly BenchFile[]}
 */
export function realFiles(folder, most) {
  if (folder === undefined) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => /\.ya?ml$/.test(path));
  const sized = paths.map(path => ({ path: join(folder, path), size: statSync(join(folder, path)).size }));
  const largest = sized.filter(({ size }) => size > 12_000).sort((a, b) => b.size - a.size);
  return largest.slice(0, most).map(({ path }) => realFile(path));
}

/** @param {string} name */
export function isReal(name) {
  return name.endsWith(' lines');
}

/** @param {string} path @returns {BenchFile} */
function realFile(path) {
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n');
  const scripts = lines.flatMap((line, index) => (/^\s+- \w[\w ./-]*$/.test(line) ? [index] : []));
  return withFaults({
    name: `${basename(dirname(path)).replace(/^[\w-]*__/, '')}, ${lines.length} lines`,
    jobs: 0,
    text,
    places: { job: spread(scripts), key: scripts[0] ?? 0, cursors: cursorsIn(scripts) },
  });
}
