/** Which files are recognised as CI files, by settings, name and content. */
import { describe, expect, it } from 'vitest';
import { TELLING } from '../../server/src/features/recognise/content.ts';
import { job, triggerJob } from '../../server/src/spec/job.ts';
import { readFileSettings, recognise, type FileSettings } from '../../server/src/features/recognise.ts';

const NONE: FileSettings = { include: [], exclude: [] };
const JOB = 'job:\n  script: make\n';
const MANIFEST = 'apiVersion: v1\nkind: Pod\nspec:\n  containers: []\n';
const COMPOSE = 'version: "3"\nservices:\n  # the shop\n\n  web:\n    image: shop\n';
const WORKFLOW = 'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n';

function service(uri: string, text = JOB, settings = NONE, language?: string): string {
  return recognise(uri, text, settings, language).service;
}

describe('by name', () => {
  it.each([
    'file:///ws/.gitlab-ci.yml',
    'file:///ws/.gitlab-ci.yaml',
    'file:///ws/sub/deploy.gitlab-ci.yml',
    'file:///ws/.gitlab/ci/build.yml',
    'file:///ws/gitlab-ci.yml',
    'file:///ws/debian/salsa-ci.yml',
    'file:///ws/debian/gitlab-ci.yml',
    'file:///ws/.gitlab-ci-deploy.yml',
    'file:///ws/.gitlab-ci.production.yml',
    'file:///ws/a/.gitlab-ci_2.yaml',
    'file:///ws/.gitlab/pipelines/ci-build.yml',
    'file:///ws/.gitlab/build.ci.yaml',
    'file:///ws/ci/gitlab-ci-build.yml',
    'file:///ws/ci/deploy-gitlab-ci.yml',
    'file:///ws/.gitlab-ci.d/build.yml',
    'file:///ws/.gitlab/ci/deep/er/build.yaml',
    'file:///ws/.gitlab-ci/jobs.yml',
    'file:///c%3A/ws/.gitlab-ci.yml',
    'file:///ws/with%20space/%E4%BD%A0/.gitlab-ci.yml',
    'vscode-vfs://github/group/project/.gitlab-ci.yml',
    'untitled:/ws/.gitlab-ci.yml',
    '/ws/.gitlab-ci.yml',
  ])('%s is GitLab CI', uri => {
    expect(recognise(uri, JOB, NONE)).toMatchObject({ as: 'gitlab-ci', service: 'full' });
  });

  it.each([
    'file:///ws/docker-compose.yml',
    'file:///ws/.gitlab/issue_templates/bug.yml',
    'file:///ws/.gitlab/ci/script.sh',
    'file:///ws/.gitlab-ci.yml.bak',
    'file:///ws/salsa-ci.yml.orig',
    'file:///ws/mygitlab-cis.yml',
    'file:///ws/.gitlab/dependabot.yml',
    'file:///ws/100%/x.yml',
    '',
    'not a uri',
  ])('%s is not', uri => {
    expect(recognise(uri, JOB, NONE)).toMatchObject({ as: 'other', service: 'none' });
  });

  it('takes the word of a language mode that names GitLab', () => {
    expect(service('file:///ws/ci.yml', JOB, NONE, 'yaml.gitlab')).toBe('full');
    expect(service('file:///ws/ci.yml', JOB, NONE, 'yaml')).toBe('none');
  });
});

describe('by scheme', () => {
  it('only documents what cannot be changed', () => {
    expect(service('git:/ws/.gitlab-ci.yml?%7B%22ref%22%3A%22~%22%7D')).toBe('hover');
    expect(service('gitlens://x/ws/.gitlab-ci.yml')).toBe('hover');
  });

  it('leaves notebooks alone', () => {
    expect(service('vscode-notebook-cell:/ws/.gitlab-ci.yml#W0sZmlsZQ')).toBe('none');
  });
});

describe('by content', () => {
  it('takes a template for a component when it begins with spec', () => {
    const component = 'spec:\n  inputs:\n    stage:\n---\njob:\n  script: make\n';
    expect(service('file:///ws/templates/build.yml', component)).toBe('full');
    expect(service('file:///ws/templates/build/template.yml', `\uFEFF# about\r\n\r\n---\r\n${component}`)).toBe('full');
    expect(service('file:///ws/templates/build.yml', 'specification: 1\n')).toBe('none');
    expect(service('file:///ws/templates/build.yml', JOB)).toBe('none');
    expect(service('file:///ws/chart/templates/pod.yaml', MANIFEST)).toBe('none');
    expect(service('file:///ws/other/build.yml', component)).toBe('none');
  });

  it.each([
    ['a Kubernetes manifest', MANIFEST],
    ['a Compose file', COMPOSE],
    ['a Compose file with CRLF', COMPOSE.replaceAll('\n', '\r\n')],
    ['a GitHub workflow', WORKFLOW],
  ])('does not take %s for GitLab CI, whatever its name', (_, text) => {
    expect(service('file:///ws/.gitlab/ci/x.yml', text)).toBe('none');
    expect(service('file:///ws/.gitlab-ci.yml', text)).toBe('none');
    expect(service('untitled:Untitled-1', text)).toBe('none');
  });

  it('takes a list in a folder for CI files for something else, unless its name says what it is', () => {
    const playbook = '---\n# servers\n- hosts: all\n  tasks: []\n';
    expect(service('file:///ws/.gitlab/ci/playbook.yml', playbook)).toBe('none');
    expect(service('file:///ws/.gitlab-ci.yml', playbook)).toBe('full');
    expect(service('file:///ws/.gitlab/ci/deploy.gitlab-ci.yml', playbook)).toBe('full');
    expect(service('file:///ws/.gitlab/ci/deploy.yml', `-x:\n${JOB}`)).toBe('full');
    expect(recognise('file:///ws/.gitlab/ci/playbook.yml', playbook, NONE, 'yaml', 'It is included.').service).toBe(
      'full',
    );
  });

  const DATA: Readonly<Record<string, string>> = {
    'rules of a commit checker': 'rules:\n  - id: subject\n    max: 72\nignore:\n  - merge\n',
    'a yamllint configuration': 'extends: default\nrules:\n  braces: disable\n',
    'a list of dependencies': 'python:\n  version: "3.12"\n  source: https://example.com\nnode: 20\n',
    'values of a chart': 'image:\n  repository: nginx\n  tag: latest\nresources: { limits: { cpu: 1 } }\n',
    'an expected outcome': '.pre:\n  count: 3\njobs:\n  - build\n',
    'jobs only deeper down': 'pipelines:\n  first:\n    build:\n      script: make\n',
    'variables alone': 'FOO: bar\nBAZ: "1"\n',
    'a Helm partial': 'spec:\n  replicas: {{ .Values.count }}\n',
    'a Helm partial with jobs': '{{- define "job" }}\njob:\n  script: make\n',
    'a template of Jinja': 'job:\n  script: make\n  image: {{ image }}\n',
    'a Kubernetes partial': 'spec:\n  replicas: 1\n  template: {}\n',
  };

  it.each(Object.entries(DATA))(
    'leaves %s alone in a folder for CI files, unless a pipeline includes it',
    (_, text) => {
      for (const uri of ['file:///ws/.gitlab/ci/x.yml', 'file:///ws/.gitlab-ci/x.yml', 'file:///ws/.gitlab/ci-x.yml']) {
        expect(service(uri, text)).toBe('none');
        expect(recognise(uri, text, NONE, 'yaml', 'It is included.').service).toBe('full');
      }
      expect(service('file:///ws/.gitlab-ci-x.yml', text)).toBe('full');
      expect(service('file:///ws/templates/x.yml', text)).toBe('none');
    },
  );

  it('leaves partials alone by their names', () => {
    expect(service('file:///ws/.gitlab/ci/_helpers.yml', JOB)).toBe('none');
    expect(service('file:///ws/templates/_spec.yml', 'spec:\n  inputs:\n    a:\n')).toBe('none');
  });

  it.each([
    ['a job', 'build:\n  image: ruby\n  script: make\n'],
    ['a template', '# shared\n.base: &base\n  before_script: [a]\n'],
    ['a job in braces', 'build: { stage: test, script: make }\n'],
    ['a quoted key', '"build":\n    "script": make\n'],
    ['rules to refer to', '.rules:\n  rules:\n    - if: $CI\n'],
    ['stages', 'stages: [a]\n'],
    ['a workflow', 'workflow:\n  name: x\n'],
    ['a header', 'spec:\n  inputs:\n    a:\n---\nvariables: { A: $[[ inputs.a ]] }\n'],
    ['nothing yet', ''],
    ['a comment', '# deploy\n'],
    ['a name', 'build:\n'],
    ['a word that is being typed', 'build:\n  scr'],
    ['braces in a script', 'build:\n  script:\n    - docker inspect -f "{{ .State }}" x\n    - "{{ a }}"\n'],
    ['inputs of jobs', 'build:\n  image: ${{ job.inputs.image }}\n  script: make\n'],
  ])('takes %s in a folder for CI files for what it is', (_, text) => {
    for (const uri of ['file:///ws/.gitlab/ci/x.yml', 'file:///ws/.gitlab-ci/x.yml'])
      expect(service(uri, text)).toBe('full');
  });

  it('knows jobs by keys of the table', () => {
    const keys = new Set([...Object.keys(job.shape.fields), ...Object.keys(triggerJob.shape.fields)]);
    expect(TELLING.filter(key => !keys.has(key))).toEqual([]);
  });

  it('is not misled by what GitLab CI files may well have', () => {
    const text = 'services:\n  - docker:dind\nkind:\n  script: kubectl version\nvariables:\n  apiVersion: v1\n';
    expect(service('file:///ws/.gitlab-ci.yml', text)).toBe('full');
    expect(service('file:///ws/.gitlab-ci.yml', 'services: [docker:dind]\njob:\n  script: make\n')).toBe('full');
    expect(service('file:///ws/.gitlab-ci.yml', 'on:\n  script: make\njobs:\n  script: make\n')).toBe('full');
  });

  it.each([
    [JOB, 'full'],
    ['stages: [build]\n', 'full'],
    ['# notes\n\n.base:\n  hooks:\n', 'full'],
    ['', 'none'],
    ['name: list\nitems:\n  - script: x\n', 'none'],
    ['- hosts: all\n  tasks: []\n', 'none'],
  ])('judges an unsaved text by what it holds: %j is %s', (text, expected) => {
    expect(service('untitled:Untitled-1', text)).toBe(expected);
  });

  it('ends on hostile heads, on which patterns could go back and forth for hours', () => {
    const blank = ' '.repeat(60) + '\r\n';
    const heads = [blank.repeat(800), 'a'.repeat(60_000), 'a:'.repeat(30_000), 'services:\n' + blank.repeat(800)];
    expect(heads.map(text => service('untitled:Untitled-1', text))).toEqual(['none', 'none', 'none', 'none']);
  });
});

describe('by setting', () => {
  it('takes what the user names, from any folder, absolutely or literally', () => {
    const uri = 'file:///ws/ci/a%5B1%5D.yml';
    expect(service(uri, JOB, { ...NONE, include: ['ci/*.yml'] })).toBe('full');
    expect(service(uri, JOB, { ...NONE, include: ['/ws/ci/**'] })).toBe('full');
    expect(service(uri, JOB, { ...NONE, include: ['ci/a\\[1\\].yml'] })).toBe('full');
    expect(service(uri, JOB, { ...NONE, include: ['/ci/*.yml'] })).toBe('none');
    expect(service(uri, MANIFEST, { ...NONE, include: ['ci/*.yml'] })).toBe('full');
  });

  it('lets exclusion win, and says which glob it was', () => {
    const settings = { include: ['**/*.yml'], exclude: ['**/old/**'] };
    const found = recognise('file:///ws/old/.gitlab-ci.yml', JOB, settings);
    expect(found.service).toBe('none');
    expect(found.why).toContain('**/old/**');
  });

  it('reads the lists out of anything', () => {
    const glob = 'x'.repeat(70_000);
    expect(readFileSettings({ include: ['a', 1, null, '', glob], exclude: 'b' })).toEqual({
      include: ['a'],
      exclude: [],
    });
    for (const raw of [undefined, null, 1, 'x', []]) expect(readFileSettings(raw)).toEqual(NONE);
    expect(service('file:///ws/x.yml', JOB, { include: ['[', '{', '(', '\\', '!'], exclude: ['***'] })).toBe('none');
  });
});
