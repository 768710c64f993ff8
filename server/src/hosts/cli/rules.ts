/** What `check` prints about the rules themselves. */
import { codeInfo, CODES, type Code } from '../../codes/codes.ts';
import { printJson } from './formats/json.ts';

/** One line per rule: its code, its severity, its subject. */
export function listedRules(asJson: boolean): string {
  const rules = Object.entries(CODES).map(([code, { severity, title, href }]) => ({ code, severity, title, href }));
  if (asJson) return printJson(rules);
  const width = Math.max(...rules.map(({ code }) => code.length));
  return rules.map(({ code, severity, title }) => `${code.padEnd(width)}  ${severity.padEnd(11)}  ${title}\n`).join('');
}

/** Why a rule matters and how to fix what it reports, with an example of each. */
export function explained(code: Code): string {
  const { title, severity, doc, href, failing, passing } = codeInfo(code);
  const paragraphs = [
    `${code}: ${title} (${severity})`,
    doc,
    `Reported:\n\n${indented(failing)}`,
    `Not reported:\n\n${indented(passing)}`,
    `Where it comes from: ${href}`,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function indented(yaml: string): string {
  return yaml.trimEnd().replaceAll(/^(?=.)/gm, '    ');
}
