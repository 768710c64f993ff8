/** The command `gitlab-ci-language-tools`: a table of commands, each with its own arguments. */
import { writeSync } from 'node:fs';
import { oneLine } from '../text/shown.ts';
import { CHECK, checkFiles } from './cli/check.ts';
import { helpOf, helpOfCommand, type Explained } from './cli/help.ts';
import { EXIT, PROCESS } from './cli/io.ts';
import { PLAN, planFile } from './cli/plan.ts';
import { RESOLVE, resolveFiles } from './cli/resolve.ts';
import { whyNotWritten } from './cli/write.ts';
import { optimiseLess } from './compiler.ts';
import { MCP, startMcp } from './mcp/start.ts';
import { INFO } from './info.ts';
import { serveProcess } from './serve-process.ts';

/** The exit code, or nothing for a command that ends the process by itself. */
type Outcome = number | undefined;

interface Command extends Explained {
  run(args: readonly string[]): Outcome | Promise<Outcome>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  server: {
    usage: 'server --stdio',
    does: 'Start the language server for an editor, over standard input and output.',
    run: startServer,
  },
  check: { ...CHECK, run: args => checkFiles(args, PROCESS) },
  resolve: { ...RESOLVE, run: args => resolveFiles(args, PROCESS) },
  plan: { ...PLAN, run: args => planFile(args, PROCESS) },
  mcp: { ...MCP, run: args => startMcp(args, PROCESS) },
};

function main([first, ...rest]: readonly string[]): Outcome | Promise<Outcome> {
  if (first === '--help' || first === '-h') return print(help());
  if (first === '--version' || first === '-v') return print(INFO.version);
  if (first === undefined) return misused('No command was given.');
  const command = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined;
  if (!command) return misused(`Unknown command: ${oneLine(first)}`);
  if (rest.includes('--help') || rest.includes('-h')) return print(helpOfCommand(INFO.name, command));
  return command.run(rest);
}

/**
 * Ends at once and silently when nobody reads the output any more, as with `head`, like other Unix programs. Any other
 * failure is said where it still can be.
 */
function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(ENDED_BY_PIPE);
      if (stream === process.stdout) sayNow(`The output could not be written: ${whyNotWritten(error)}\n`);
      process.exit(EXIT.failed);
    });
}

/** Writes to standard error before the process ends. */
function sayNow(text: string): void {
  try {
    writeSync(process.stderr.fd, text);
  } catch {
    // it may be the same full disk
  }
}

/** The exit status that a shell reports for a program ended by SIGPIPE. */
const ENDED_BY_PIPE = 141;

/** Editors add arguments of their own, such as a process id; only the transport has to be right. */
function startServer(args: readonly string[]): Outcome {
  if (!args.includes('--stdio')) return misused('The server only uses standard input and output: add --stdio');
  serveProcess();
  return undefined;
}

function help(): string {
  return helpOf(INFO.name, Object.values(COMMANDS));
}

function print(text: string): Outcome {
  process.stdout.write(`${text}\n`);
  return EXIT.done;
}

function misused(text: string): Outcome {
  process.stderr.write(`${text}\n\n${help()}\n`);
  return EXIT.failed;
}

endWithReader();
optimiseLess();
void Promise.resolve(main(process.argv.slice(2))).then(
  outcome => {
    if (outcome !== undefined) process.exitCode = outcome;
  },
  (error: unknown) => {
    PROCESS.err(`Internal error: ${oneLine(String(error))}\n`);
    process.exitCode = EXIT.failed;
  },
);
