/** Codes about the shell in scripts and commands. */
import { file, RUNNER_SHELLS, type CodeInfo } from './code-info.ts';

export const SHELL_CODES = {
  'shell-syntax': {
    severity: 'warning',
    title: 'Syntax error of the shell',
    doc: 'A shell reads a script as it runs it: what is above the error runs, and then the job fails. GitLab does not look into scripts, so nothing tells you before. `before_script` and `script` are one text to the shell, so a command may begin in one entry and end in a later one. Scripts that seem to be for another shell, such as PowerShell, are left alone, and so is what contains `$[[ … ]]` or anything else that is not known.',
    href: RUNNER_SHELLS,
    whileTyping: 'always',
    onlyWhereWritten: true,
    failing: file('job:', '  script:', '    - if [ -f x ]; then make', '    - make test'),
    passing: file('job:', '  script:', '    - if [ -f x ]; then make; fi', '    - make test'),
  },
} as const satisfies Record<string, CodeInfo>;
