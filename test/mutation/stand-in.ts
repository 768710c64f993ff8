/** Replaces vitest where tests run many times in one process: collects the tests instead of running them. */
import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';

export interface Collected {
  readonly name: string;
  /** The source text of the test, which shows what it mentions. */
  text(): string;
  run(): unknown;
}

type Body = (...args: readonly unknown[]) => unknown;

export const collected: Collected[] = [];

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

export const expect = chai.expect;

let group: readonly string[] = [];
/** The rows of the groups, which the tests in them see. */
let rows: readonly unknown[] = [];
const before: (() => unknown)[] = [];

function add(name: string, body: Body, args: readonly unknown[] = []): void {
  const seen = [...rows, ...args];
  collected.push({
    name: `${[...group, name].join(' > ')} (${collected.length})`,
    text: () => [name, String(body), ...seen.map(row => JSON.stringify(row))].join('\n'),
    run: () => body(...args),
  });
}

function enter(name: string, body: Body, args: readonly unknown[] = []): void {
  const [outside, above] = [group, rows];
  [group, rows] = [
    [...outside, name],
    [...above, ...args],
  ];
  body(...args);
  [group, rows] = [outside, above];
}

/** The forms of `test` and `describe` that the tests use; options such as timeouts are ignored. */
function formsOf(one: (name: string, body: Body, args?: readonly unknown[]) => void) {
  const plain = (name: string, ...rest: readonly unknown[]): void => one(name, bodyOf(rest));
  const each =
    (rows: readonly unknown[]) =>
    (name: string, ...rest: readonly unknown[]): void =>
      rows.forEach((row, index) => one(`${name} #${index}`, bodyOf(rest), Array.isArray(row) ? row : [row]));
  const left = Object.assign((): void => undefined, { each: () => (): void => undefined });
  const forms = Object.assign(plain, { each });
  const skipIf = (skip: unknown) => (skip === true ? left : forms);
  return Object.assign(plain, { each, skipIf, runIf: (run: unknown) => skipIf(run !== true) });
}

function bodyOf(rest: readonly unknown[]): Body {
  const body = rest.find(argument => typeof argument === 'function');
  return (body ?? ((): void => undefined)) as Body;
}

export const test = formsOf(add);
export const it = formsOf(add);
export const describe = formsOf(enter);

/** The set-up of the tests of a file, which runs once, before the first of them. */
export function beforeAll(body: () => unknown): void {
  before.push(body);
}
export const afterEach = (): void => undefined;
export const afterAll = (): void => undefined;

export async function setUp(): Promise<void> {
  for (const body of before) await body();
}
