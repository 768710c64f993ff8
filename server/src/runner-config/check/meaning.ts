/** Checks valid TOML that does not do what it seems to: the same as in the hook of a job, in the runner's terms. */
import { isLine } from '../../rules/file/exec-command.ts';
import { isLoopback, readHost } from '../../rules/file/hosts.ts';
import { flawsOf } from '../../rules/file/path-form.ts';
import { containerLifecycle, headerTable } from '../../spec/runner-config.ts';
import { fix } from '../../text/fix.ts';
import type { Fix } from '../../text/problem.ts';
import { quoted, remove, rename } from '../edits.ts';
import { replaceValue, sourceOf } from '../../yaml/edit/edit.ts';
import { memberOf } from '../hooks.ts';
import type { KeyAt, Say } from './at.ts';
import { isText, wordsIn } from './value.ts';

const { exec, http_get: request, tcp_socket: socket } = containerLifecycle.shape.fields.pre_stop.shape.fields;
const { host, path: urlPath } = request.shape.fields;

const CHECKS: ReadonlyMap<object, (say: Say, at: KeyAt) => void> = new Map<object, (say: Say, at: KeyAt) => void>([
  [socket, checkSocket],
  [host, checkHost],
  [urlPath, checkPath],
  [headerTable.value, checkHeader],
  [exec.shape.fields.command, checkCommand],
]);

/** Reports the effect of a key with a valid value. */
export function checkMeaning(say: Say, at: KeyAt): void {
  CHECKS.get(at.field)?.(say, at);
  if (at.field === host || at.field === urlPath) checkVariable(say, at);
}

function checkSocket(say: Say, { config, name, path, member }: KeyAt): void {
  const target = path.at(-2) === 'post_start' ? 'starts' : 'stops';
  say({
    code: 'tcp-socket-handler',
    message: `Kubernetes does not run \`${name}\` when it ${target} a container: it accepts the pod, but the hook only fails with an event that nobody sees. Use \`exec\` or \`http_get\`.`,
    at: member.key,
    fixes: fix('Send an HTTP request instead: http_get', () => {
      const held = memberOf(member.value, 'host');
      const dropped = held && isText(held.value) && isLoopback(readHost(held.value.datum.value).bare);
      return [...rename(config, path, member, 'http_get'), ...(dropped ? remove(config, [...path, 'host'], held) : [])];
    }),
    tag: 'deprecated',
  });
}

function checkHost(say: Say, { config, path, member }: KeyAt): void {
  const { value } = member;
  // that of `tcp_socket` does not matter, since that handler never runs
  if (!isText(value) || path.at(-2) === 'tcp_socket') return;
  const { bare, surplus } = readHost(value.datum.value);
  if (isLoopback(bare))
    say({
      code: 'loopback-host',
      message: `\`${bare}\` is the node here, not the container: the kubelet sends this request from the node. Without \`host\` it goes to the address of the pod, where the server must listen. Both are the same only in a pod that uses the host network.`,
      at: value.at,
      fixes: fix('Remove the host to use the address of the pod', () => remove(config, path, member)),
    });
  if (surplus.length === 0) return;
  const parts = surplus.join(', ').replace(/, ([^,]*)$/, ' and $1');
  say({
    code: 'host-form',
    message: `This host contains ${parts}, but Kubernetes reads all of it as a name or an address, where nothing answers. Write only the host; \`scheme\`, \`port\` and \`path\` are keys of their own.`,
    at: value.at,
    fixes: bare === '' ? [] : fix('Keep only the host', replaceValue(value.at, quoted(bare))),
  });
}

function checkPath(say: Say, { member: { value } }: KeyAt): void {
  if (!isText(value) || value.datum.value === '') return;
  for (const { message, title, mended, preferred } of flawsOf(value.datum.value)) {
    const edits = replaceValue(value.at, quoted(mended));
    say({ code: 'path-form', message, at: value.at, fixes: [{ title, edits, ...(preferred && { preferred }) }] });
  }
}

function checkHeader(say: Say, { member: { value } }: KeyAt): void {
  if (!isText(value) || !/[\r\n]/.test(value.datum.value)) return;
  const line = value.datum.value.trim().replace(/\s*[\r\n]\s*/g, ' ');
  say({
    code: 'header-value',
    message: 'A header value cannot have a line break: the kubelet cannot send such a request. Write it on one line.',
    at: value.at,
    fixes: fix('Write the value on one line', replaceValue(value.at, quoted(line))),
  });
}

/** The form of a command is certain here: its first word names a program. */
function checkCommand(say: Say, { name, member: { value } }: KeyAt): void {
  const words = wordsIn(value);
  const [first] = words ?? [];
  if (!words || !first || !isLine(first.datum.value)) return;
  say({
    code: 'needs-shell',
    message: `The first string of \`${name}\` is the name of a program, so all of \`${sourceOf(first.at).slice(1, 30)}…\` would be one. Write \`["sh", "-c", "…"]\` to have a shell run the line.`,
    at: first.at,
    severity: 'warning',
    fixes: byShell(
      words.map(({ datum }) => datum.value),
      value.at,
    ),
  });
}

function byShell(lines: readonly string[], at: Parameters<typeof replaceValue>[0]): readonly Fix[] {
  const script = quoted(lines.join('\n'));
  return fix('Let a shell run it: ["sh", "-c", "…"]', replaceValue(at, `["sh", "-c", ${script}]`));
}

function checkVariable(say: Say, { name, member: { value } }: KeyAt): void {
  if (!isText(value) || !/\$\{?[A-Za-z_]/.test(value.datum.value)) return;
  say({
    code: 'unexpanded-variable',
    message: `Variables are not expanded in \`${name}\`: the runner hands it on as it is written. Write the value itself, or have a shell that \`exec\` starts put it in.`,
    at: value.at,
  });
}
