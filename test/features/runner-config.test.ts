import { describe, expect, test } from 'vitest';
import { runnerConfigCompletions } from '../../server/src/features/runner-config/completion.ts';
import { runnerConfigHover } from '../../server/src/features/runner-config/hover.ts';
import { readRunnerConfig } from '../../server/src/runner-config/read.ts';
import { runnerConfigActions } from '../../server/src/features/runner-config/problems.ts';
import { applyChanges } from '../../server/src/text/span.ts';
import { cutCursor } from '../fixture.ts';

const PRE_STOP = 'runners.kubernetes.container_lifecycle.pre_stop';

function labels(marked: string): readonly string[] {
  const { text, offset } = cutCursor(marked);
  return runnerConfigCompletions(text, offset, { snippets: true })
    .toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1))
    .map(({ label }) => label);
}

function completed(marked: string, label: string, snippets = true): string {
  const { text, offset } = cutCursor(marked);
  const found = runnerConfigCompletions(text, offset, { snippets }).find(one => one.label === label);
  return found ? applyChanges(text, [found.edit]) : 'nothing';
}

test('a table with a long name and a sign behind it is passed over, without a try for every way to cut the name', () => {
  expect(labels(`[[runners]]\n[${'a'.repeat(100)}!\n<|>`)).toEqual(labels('[[runners]]\n<|>'));
});

describe('completion in config.toml', () => {
  test.each([
    [`[[runners]]\n[${PRE_STOP}.http_get]\n<|>`, ['port', 'path', 'host', 'scheme', 'http_headers']],
    [`[[runners]]\n[${PRE_STOP}.http_get]\nport = 80\np<|>`, ['path', 'host', 'scheme', 'http_headers']],
    [`[[runners]]\n[${PRE_STOP}.http_get]\np<|>ort = 80`, ['port', 'path', 'host', 'scheme', 'http_headers']],
    [`[[runners]]\n[${PRE_STOP}.http_get]\nscheme = <|>`, ['HTTP', 'HTTPS']],
    [`[[runners]]\n[${PRE_STOP}.http_get]\nscheme = "<|>"`, ['HTTP', 'HTTPS']],
    [`[[runners]]\n[${PRE_STOP}.http_get]\nport = <|>`, []],
    [`[[runners]]\n[[${PRE_STOP}.http_get.http_headers]]\nname = "A"\n<|>`, ['value']],
    [`[[runners]]\n[${PRE_STOP}]\nexec = { <|> }`, ['command']],
    [`[[runners]]\n[${PRE_STOP}]\nhttp_get = { port = 80, <|> }`, ['path', 'host', 'scheme', 'http_headers']],
    [`[[runners]]\n[${PRE_STOP}.<|>]`, ['http_get', 'exec', 'tcp_socket']],
    ['[[runners]]\n[runners.kubernetes.<|>]', ['container_lifecycle']],
    [`[[runners]]\n[${PRE_STOP}.exec]\ncommand = ["a", # <|>`, []],
    [`[[runners]]\n[${PRE_STOP}.exec]\ncommand = [\n  "<|>"\n]`, []],
    ['[session_server]\n<|>', []],
    ['<|>', []],
  ])('%j', (marked, expected) => {
    expect(labels(marked).filter(label => !label.startsWith('['))).toEqual(expect.arrayContaining([...expected]));
    expect(
      labels(marked)
        .filter(label => !label.startsWith('['))
        .toSorted(),
    ).toEqual([...expected].toSorted());
  });

  test('offers whole tables, and only those that the runner lacks', () => {
    const tables = (marked: string): readonly string[] => labels(marked).filter(label => label.startsWith('['));
    expect(tables('[[runners]]\nname = "a"\n<|>')).toEqual(
      ['pre_stop', 'post_start'].flatMap(hook =>
        ['exec', 'http_get', 'tcp_socket'].map(kind => `[runners.kubernetes.container_lifecycle.${hook}.${kind}]`),
      ),
    );
    expect(tables(`[[runners]]\n[${PRE_STOP}.exec]\ncommand = ["a"]\n[<|>]\n[[runners]]\n`)).toEqual(
      ['exec', 'http_get', 'tcp_socket'].map(kind => `[runners.kubernetes.container_lifecycle.post_start.${kind}]`),
    );
    expect(tables('concurrent = 1\n<|>\n[[runners]]\n')).toEqual([]);
  });

  test.each([
    ['[[runners]]\n<|>\n', `[${PRE_STOP}.http_get]`, `[[runners]]\n[${PRE_STOP}.http_get]\nport = \${1:8080}$0\n`],
    ['[[runners]]\n  [<|>\n', `[${PRE_STOP}.exec]`, `[[runners]]\n  [${PRE_STOP}.exec]\ncommand = ["$1"]$0\n`],
    [`[[runners]]\n[${PRE_STOP}.http_get]\nsch<|>`, 'scheme', `[[runners]]\n[${PRE_STOP}.http_get]\nscheme = "$1"$0`],
    [
      `[[runners]]\n[${PRE_STOP}.http_get]\nscheme = "ht<|>"`,
      'HTTPS',
      `[[runners]]\n[${PRE_STOP}.http_get]\nscheme = "HTTPS"`,
    ],
    [
      `[[runners]]\n[${PRE_STOP}.http_get]\nscheme = <|>`,
      'HTTP',
      `[[runners]]\n[${PRE_STOP}.http_get]\nscheme = "HTTP"`,
    ],
    [
      `[[runners]]\n[${PRE_STOP}.http_get]\nhttp<|>`,
      'http_headers',
      `[[runners]]\n[${PRE_STOP}.http_get]\nhttp_headers = [{ name = "$1", value = "$2" \\}]$0`,
    ],
    [
      '[[runners]]\n[runners.kubernetes.con<|>]',
      'container_lifecycle',
      '[[runners]]\n[runners.kubernetes.container_lifecycle]',
    ],
  ])('%j with %s becomes %j', (marked, label, expected) => {
    expect(completed(marked, label)).toBe(expected);
  });

  test('leaves the cursor behind the sign where the client knows no snippets', () => {
    expect(completed(`[[runners]]\n[${PRE_STOP}.http_get]\n<|>`, 'port', false)).toBe(
      `[[runners]]\n[${PRE_STOP}.http_get]\nport = `,
    );
  });
});

describe('hover in config.toml', () => {
  const told = (marked: string): string | undefined => {
    const { text, offset } = cutCursor(marked);
    return runnerConfigHover(text, offset)?.markdown;
  };

  test.each([
    [`[[runners]]\n[runners.kubernetes.container_lifecycle.pre_<|>stop.exec]`, 'before it stops them'],
    [`[[runners]]\n[${PRE_STOP}.ex<|>ec]`, 'no shell starts'],
    [`[[runners]]\n[${PRE_STOP}.exec]\ncomm<|>and = ["a"]`, '**command**: array of strings, not empty · required'],
    [`[[runners]]\n[${PRE_STOP}.http_get]\nport<|> = 80`, 'integer from 1 to 65535'],
    [`[[runners]]\n[${PRE_STOP}.http_get]\nscheme = "HT<|>TPS"`, 'HTTP over TLS'],
    [`[[runners]]\n[${PRE_STOP}.http_get]\nscheme = "ht<|>tp"`, 'write `HTTP`'],
    [`[[runners]]\n[${PRE_STOP}]\nhttp_get = { po<|>rt = 80`, 'integer from 1 to 65535'],
    [`[[runners]]\n[[${PRE_STOP}.http_get.http_headers]]\nna<|>me = "A"`, 'Letters, digits and hyphens'],
    [`[[runners]]\n[runners.kubernetes.container_lifecycle.post_start.exec]\ncommand = ["a"\n[x<|>]`, undefined],
    ['[[runners]]\nna<|>me = "a"', undefined],
    [`[[runners]]\n[${PRE_STOP}.exec] # comm<|>and`, undefined],
  ])('%j', (marked, expected) => {
    if (expected === undefined) expect(told(marked)).toBeUndefined();
    else expect(told(marked)).toContain(expected);
  });

  test('has its example in TOML, and no words of YAML', () => {
    const markdown = told(`[[runners]]\n[${PRE_STOP}.http_<|>get]`);
    expect(markdown).toContain('```toml\n');
    expect(markdown).not.toMatch(/mapping|proposed/);
  });
});

describe('everything in config.toml', () => {
  test('answers at every offset of what is half typed', () => {
    const text = `[[runners]]\n[${PRE_STOP}]\nexec = { command = ["a", 'b'`;
    for (let end = 0; end <= text.length; end++)
      for (const offset of [end, Math.floor(end / 2)]) {
        const part = text.slice(0, end);
        for (const { edit } of runnerConfigCompletions(part, offset, { snippets: true }))
          expect(edit.span.start <= offset && offset <= edit.span.end, `${part}|${offset}`).toBe(true);
        runnerConfigHover(part, offset);
        runnerConfigActions(readRunnerConfig('', part), { start: offset, end: offset }, {});
      }
  });
});
