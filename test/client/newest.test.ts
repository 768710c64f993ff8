/** A panel shows the newest answer only, and nothing once it is closed. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newest } from '../../client/src/panel/newest.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A panel whose requests are answered by hand, in any order. */
function panel(): {
  readonly its: ReturnType<typeof newest<string>>;
  readonly answers: ((answer: string) => void)[];
  readonly shown: (string | undefined)[];
} {
  const answers: ((answer: string) => void)[] = [];
  const shown: (string | undefined)[] = [];
  const ask = (): Promise<string> => new Promise(resolve => void answers.push(resolve));
  return { its: newest({ ask, show: answer => void shown.push(answer), pause: 100 }), answers, shown };
}

describe('a panel', () => {
  it('asks for nothing before its page listens', async () => {
    const { its, answers } = panel();
    await its.update();
    expect(answers).toHaveLength(0);
  });

  it('does not show an answer that a newer request has overtaken', async () => {
    const { its, answers, shown } = panel();
    its.ready();
    const both = [its.update(), its.update()];
    answers[1]?.('new');
    answers[0]?.('old');
    await Promise.all(both);
    expect(shown).toEqual(['new']);
  });

  it('asks once for letters that follow each other quickly', async () => {
    const { its, answers } = panel();
    its.ready();
    for (let letter = 0; letter < 5; letter++) {
      its.later();
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(answers).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(answers).toHaveLength(1);
  });

  it('shows that there is no answer where asking fails', async () => {
    const shown: unknown[] = [];
    const its = newest({
      ask: () => Promise.reject(new Error('no server')),
      show: it => void shown.push(it),
      pause: 1,
    });
    its.ready();
    await its.update();
    expect(shown).toEqual([undefined]);
  });

  it('shows and asks nothing once it is closed', async () => {
    const { its, answers, shown } = panel();
    its.ready();
    const asked = its.update();
    its.later();
    its.stop();
    answers[0]?.('late');
    await asked;
    await vi.advanceTimersByTimeAsync(200);
    expect([answers.length, shown]).toEqual([1, []]);
  });
});
