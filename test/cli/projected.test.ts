import { describe, expect, test } from 'vitest';
import { resolveFiles } from '../../server/src/hosts/cli/resolve.ts';
import { repository, run, type Printed } from './repository.ts';

const FILE = `default:
  services: [postgres]
  hooks:
    pre_get_sources_script: git config --global http.postBuffer 524288000
deploy:
  script: make
  hooks:
    pre_stop_k8s_container_handler:
      http_get: {port: 8080, scheme: https}
test: {script: make}
start: {trigger: other/project}
`;

function resolved(texts: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Printed> {
  return run(resolveFiles, ['.gitlab-ci.yml', ...args], repository(texts));
}

const main = (text: string): Readonly<Record<string, string>> => ({ '.gitlab-ci.yml': text });

describe('resolve for those who get the hooks', () => {
  test('pod: a document for each job, the lifecycle in each container, a comment for a job without the hook', async () => {
    const { code, out } = await resolved(main(FILE), '--format', 'pod');
    const preStop = '        preStop:\n          httpGet:\n            port: 8080\n            scheme: HTTPS\n';
    const container = (name: string): string => `    - name: ${name}\n      lifecycle:\n${preStop}`;
    expect(out).toBe(
      `---\n# .gitlab-ci.yml: deploy\nspec:\n  containers:\n${['build', 'helper', 'svc-0'].map(container).join('')}` +
        "# .gitlab-ci.yml: test has no pre-stop hook: that of the runner's config.toml runs, if it has one.\n" +
        "# .gitlab-ci.yml: start has no pre-stop hook: that of the runner's config.toml runs, if it has one.\n",
    );
    expect(code).toBe(0);
  });

  test('toml: the tables below a runner', async () => {
    const { out } = await resolved(main(FILE), '--format', 'toml', '--job', 'deploy');
    expect(out).toBe(
      '# .gitlab-ci.yml: deploy\n[[runners]]\n[runners.kubernetes.container_lifecycle.pre_stop.http_get]\nport = 8080\nscheme = "HTTPS"\n',
    );
  });

  test('payload: what is sent and what of it is proposed, by the chosen inheritance', async () => {
    const handler = { name: 'pre_stop_k8s_container_handler', handler: { http_get: { port: 8080, scheme: 'HTTPS' } } };
    const script = {
      name: 'pre_get_sources_script',
      script: ['git config --global http.postBuffer 524288000'],
    };
    const payload = async (...args: readonly string[]): Promise<unknown> =>
      JSON.parse((await resolved(main(FILE), '--format', 'payload', '--job', 'deploy', ...args)).out);
    const proposed = ['pre_stop_k8s_container_handler'];
    expect(await payload()).toEqual({ file: '.gitlab-ci.yml', jobs: { deploy: { hooks: [handler], proposed } } });
    expect(await payload('--inheritance', 'perHook')).toEqual({
      file: '.gitlab-ci.yml',
      jobs: { deploy: { hooks: [script, handler], proposed } },
    });
  });

  test('services that nobody knows are told of', async () => {
    const { out } = await resolved(
      main(`include: {project: a/b, file: c.yml}\n${FILE.slice(FILE.indexOf('deploy'))}`),
      '--format',
      'pod',
    );
    expect(out).toContain('  containers: # and each service: which ones is not known here\n');
  });

  test.each(['pod', 'toml', 'payload'])(
    '%s: a file that GitLab refuses and a job that is not there give 1',
    async format => {
      const refused = await resolved(main('job: {extends: job}'), '--format', format);
      expect(refused.code).toBe(1);
      expect(refused.out).toBe(
        format === 'payload'
          ? '{"file":".gitlab-ci.yml","jobs":{}}\n'
          : '# .gitlab-ci.yml: GitLab cannot load this file.\n',
      );
      expect(refused.err).toContain('circular-extends');
      const missing = await resolved(main(FILE), '--format', format, '--job', 'none');
      expect([missing.code, missing.out, missing.err]).toEqual([
        1,
        '',
        expect.stringContaining('.gitlab-ci.yml: there is no job `none`.\n'),
      ]);
    },
  );

  test.each([
    ['payload', '"port": null'],
    ['pod', 'port: null # not known: reference\n'],
    ['toml', '# port: not known here\n'],
  ])('%s: what cannot be known here is told as such', async (format, expected) => {
    const hook = 'pre_stop_k8s_container_handler: {http_get: {port: !reference [.other, port]}}';
    const text = `include: {project: a/b, file: c.yml}\njob: {script: x, hooks: {${hook}}}\n`;
    expect((await resolved(main(text), '--format', format)).out).toContain(expected);
  });

  test.each(['pod', 'toml', 'payload'])('%s: a file that is not there gives 2', async format => {
    const { code, out, err } = await resolved({}, '--format', format);
    expect([code, out, err.includes('unreadable-file')]).toEqual([2, '', true]);
  });

  test.each(['pod', 'toml', 'payload'])('%s: text of a file cannot act on a terminal', async format => {
    const hostile = 'a\\e[31m\\nb\\u202e';
    const text = `"${hostile}":\n  script: x\n  hooks: {pre_stop_k8s_container_handler: {exec: ["${hostile}"]}}\n`;
    const { out } = await resolved(main(text), '--format', format);
    expect(out).toContain('31m');
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});
