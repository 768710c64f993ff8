/**
 * The setting `gitlabCi.hooks.inheritance`, in the editor or in the file of a repository, applies to every answer about
 * hooks.
 */
import { describe, expect, test } from 'vitest';
import { checkFiles } from '../../server/src/hosts/cli/check.ts';
import { resolveFiles } from '../../server/src/hosts/cli/resolve.ts';
import { repository, run } from '../cli/repository.ts';
import { ABLE, openText, start } from './connect.ts';

const URI = 'file:///ws/.gitlab-ci.yml';
const TEXT = `default:
  hooks:
    pre_stop_k8s_container_handler:
      exec: [sync]
job:
  script: make
  hooks:
    pre_get_sources_script: git fetch
`;
const textDocument = { uri: URI };
/** The position of the hooks of the job. */
const position = { line: 6, character: 4 };

interface Answers {
  readonly problems: string;
  readonly fixes: string;
  readonly hover: string;
  readonly lenses: string;
  readonly effective: string;
  readonly preview: string;
}

/** The answers over the protocol, each as one string. */
async function answersWith(hooks: object | undefined): Promise<Answers> {
  const settings = { gitlabCi: hooks ? { hooks } : {} };
  const initializationOptions = { settings, previewHookCommand: 'x', showPlacesCommand: 'y' };
  const { client, published, settled, stop } = await start({ capabilities: ABLE, initializationOptions }, [
    'file:///ws',
  ]);
  try {
    await openText({ client }, URI, TEXT);
    await settled();
    const ask = async (method: string, more: object = {}): Promise<string> =>
      JSON.stringify(await client.sendRequest(method, { textDocument, ...more }));
    const range = { start: { line: 0, character: 0 }, end: { line: 8, character: 0 } };
    const lenses = await client.sendRequest<object[]>('textDocument/codeLens', { textDocument });
    const resolved = await Promise.all(lenses.map(lens => client.sendRequest('codeLens/resolve', lens)));
    return {
      problems: JSON.stringify(published.at(-1)),
      fixes: await ask('textDocument/codeAction', { range, context: { diagnostics: [] } }),
      hover: await ask('textDocument/hover', { position }),
      lenses: JSON.stringify(resolved),
      effective: await ask('gitlabCi/effectiveHooks', { position }),
      preview: await ask('gitlabCi/hookPreview', { position }),
    };
  } finally {
    stop();
  }
}

describe('over the protocol', () => {
  test.each([undefined, { inheritance: 'replace' }])('with %j the handler of default is lost', async hooks => {
    const { problems, fixes, hover, lenses, effective, preview } = await answersWith(hooks);
    expect(problems).toContain('"lost-handler"');
    expect(fixes).toContain('Keep pre_stop_k8s_container_handler of default');
    expect(hover).not.toContain('- `pre_stop_k8s_container_handler`');
    expect(lenses).toContain('pre-stop hook used by no job');
    expect(effective).not.toContain('exec');
    expect(JSON.parse(preview)).toMatchObject({
      preview: { stop: { handler: 'none' }, projections: [{}, { kind: 'pod' }, {}] },
    });
    expect(preview).not.toContain('exec');
  });

  test('with perHook the job has it, too', async () => {
    const { problems, fixes, hover, lenses, effective, preview } = await answersWith({ inheritance: 'perHook' });
    expect(problems).not.toContain('lost-handler');
    expect(fixes).not.toContain('Keep pre_stop_k8s_container_handler of default');
    expect(hover).toContain('- `pre_stop_k8s_container_handler`');
    expect(lenses).toContain('pre-stop hook used by 1 job');
    expect(effective).toContain('exec:');
    expect(JSON.parse(preview)).toMatchObject({ preview: { stop: { handler: 'exec' } } });
    for (const part of ['(perHook)', 'via default', 'container_lifecycle.pre_stop.exec', 'preStop', '\\"handler\\"'])
      expect(preview).toContain(part);
  });
});

describe('on the command line', () => {
  const configured = 'hooks: { inheritance: perHook }\n';
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[], boolean])[] = [
    ['by default', {}, [], true],
    ['with the option replace', {}, ['--inheritance', 'replace'], true],
    ['with the option perHook', {}, ['--inheritance', 'perHook'], false],
    ['with the file of the repository', { '.gitlab-ci-tools.yml': configured }, [], false],
    ['with the option above the file', { '.gitlab-ci-tools.yml': configured }, ['--inheritance', 'replace'], true],
  ];

  test.each(cases)('%s', async (_, files, options, isLost) => {
    const folder = repository({ '.gitlab-ci.yml': TEXT, ...files });
    const out = async (command: typeof checkFiles, ...args: readonly string[]): Promise<string> =>
      (await run(command, ['.gitlab-ci.yml', ...args, ...options], folder)).out;
    expect((await out(checkFiles)).includes('[lost-handler]')).toBe(isLost);
    expect((await out(resolveFiles, '--job', 'job')).includes('exec:')).toBe(!isLost);
    for (const format of ['payload', 'pod', 'toml'])
      expect((await out(resolveFiles, '--job', 'job', '--format', format)).includes('exec')).toBe(!isLost);
  });
});
