/** Every key of the lifecycle tables is fully described, with a valid example in TOML. */
import { describe, expect, test } from 'vitest';
import { walk } from '../../server/src/readings/manual.ts';
import { checkRunnerConfig } from '../../server/src/runner-config/check.ts';
import { readRunnerConfig } from '../../server/src/runner-config/read.ts';
import { containerLifecycle, LIFECYCLE_PATH } from '../../server/src/spec/runner-config.ts';
import { describe as described } from '../../server/src/readings/describe.ts';

/** The keys below `post_start` are those below `pre_stop`. */
const table = walk([{ name: 'container_lifecycle', field: containerLifecycle }])
  .map(chain => [chain.map(({ name }) => name).join('.'), chain] as const)
  .filter(([path]) => !path.includes('post_start.'));

/** The example itself if it is a table, or the key in the table that it belongs to. */
function fileOf(path: string, example: string): string {
  const isTable = example.startsWith('[');
  const header = [...LIFECYCLE_PATH.slice(0, 2), path.split('.').slice(0, -1).join('.')].join('.');
  const [brackets, others] = path.includes('http_headers.')
    ? [['[[', ']]'], 'name = "A"\nvalue = "b"\n']
    : [['[', ']'], 'port = 1\n'];
  const given = others
    .split('\n')
    .filter(line => line !== '' && !example.startsWith(line.split(' ')[0] ?? '') && !path.includes('.exec.'));
  return `[[runners]]\n${isTable ? '' : `${brackets.join(header)}\n${given.map(line => `${line}\n`).join('')}`}${example}\n`;
}

describe.each(table)('%s', (path, chain) => {
  const { name, field } = chain.at(-1) ?? chain[0] ?? { name: '', field: containerLifecycle };

  test('says what surprises and who refuses another type', () => {
    expect(field.caveat ?? '').toMatch(/^[A-Z`].*\.$/s);
    expect(field.because ?? '').toMatch(/^\S.*[^.]$/s);
  });

  test('has an example that nothing is said about', () => {
    const text = fileOf(path, field.example).replace(
      /(\[\[runners\.\S+http_headers\]\])/,
      '[runners.kubernetes.container_lifecycle.pre_stop.http_get]\nport = 1\n$1',
    );
    const found = checkRunnerConfig(readRunnerConfig('file:///config.toml', text));
    const isDeprecated = chain.some(one => one.name === 'tcp_socket');
    expect(
      found.map(({ code }) => code),
      text,
    ).toEqual(isDeprecated ? ['tcp-socket-handler'] : []);
  });

  test('is described in the words of TOML', () => {
    const told = described({ name, field }, chain, 'toml');
    expect(told).toContain('```toml\n');
    expect(told).not.toMatch(/\bmapping|\bGitLab reads|proposal|symbol/);
  });
});
