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
  shellcheck: {
    severity: 'warning',
    title: 'Comment of shellcheck',
    doc: 'What the program [shellcheck](https://www.shellcheck.net) says about a script, only if it is installed and `gitlabCi.shellcheck.enabled`, or `check --shellcheck`, asks for it. The number leads to its wiki. Its errors and warnings are warnings here, its advice is information or a hint. Comments that cannot apply in a pipeline are left out: variables without a value (SC2154), files that are not there (SC1090, SC1091), a missing `#!` line (SC2148), and `cd` that may fail (SC2164), which ends the job. `# shellcheck disable=SC2086` works as in any script.',
    href: 'https://www.shellcheck.net',
    ofKey: true,
    whileTyping: 'always',
    tool: 'shellcheck',
    failing: file('job:', '  script: rm -r $BUILD_DIR'),
    passing: file('job:', '  script: rm -r "$BUILD_DIR"'),
  },
} as const satisfies Record<string, CodeInfo>;
