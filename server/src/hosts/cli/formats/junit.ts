/** `junit`: one suite per file; errors are failed tests, everything else is in the output of a passed test. */
import { oneLine, sentence } from '../../../text/shown.ts';
import type { Found } from '../found.ts';
import { counts, type CheckedFile, type Format, type Unread } from './result.ts';

export const junit: Format = ({ tool, files, unread }) => {
  const suites = [...files.map(suiteOf), ...unread.map(brokenSuiteOf)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(tool.name)}">\n${suites.join('')}</testsuites>\n`;
};

function suiteOf({ path, problems }: CheckedFile): string {
  const cases = problems.length > 0 ? problems.map(one => caseOf(path, one)) : [testCase(path, 'no problems', '')];
  return suite(path, cases, { failures: counts(problems).error, errors: 0 });
}

function caseOf(path: string, { severity, message, code, line, column, href }: Found): string {
  const told = `${path}:${line}:${column}: ${severity}: ${sentence(message)} [${code}]`;
  const lines = `${escaped(told)}\n${escaped(href)}`;
  const inner =
    severity === 'error'
      ? `<failure message="${escaped(sentence(message))}" type="${escaped(code)}">${lines}</failure>`
      : `<system-out>${lines}</system-out>`;
  return testCase(path, `${code} (line ${line}, column ${column})`, inner);
}

function brokenSuiteOf({ path, why }: Unread): string {
  const error = `<error message="${escaped(why)}" type="unreadable-file"></error>`;
  return suite(path, [testCase(path, 'unreadable-file', error)], { failures: 0, errors: 1 });
}

interface Numbers {
  readonly failures: number;
  readonly errors: number;
}

function suite(path: string, cases: readonly string[], { failures, errors }: Numbers): string {
  const numbers = `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
  return `  <testsuite name="${escaped(path)}" ${numbers}>\n${cases.join('')}  </testsuite>\n`;
}

function testCase(path: string, name: string, inner: string): string {
  const head = `    <testcase classname="${escaped(path)}" name="${escaped(name)}" file="${escaped(path)}"`;
  return inner === '' ? `${head}/>\n` : `${head}>\n      ${inner}\n    </testcase>\n`;
}

/** For text and attributes; what XML cannot contain, even escaped, is replaced by a symbol. */
function escaped(text: string): string {
  return oneLine(text)
    .replaceAll(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`);
}
