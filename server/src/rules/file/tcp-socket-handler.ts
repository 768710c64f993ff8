/** Warns about `tcp_socket`, which Kubernetes accepts in a lifecycle hook but does not run. */
import { preStopHandler } from '../../spec/hooks.ts';
import { guardedEach } from '../../text/failure.ts';
import type { Fix } from '../../text/problem.ts';
import { removeEntry, renameKey } from '../../yaml/edit/edit.ts';
import { member as memberOf } from '../../yaml/value/value.ts';
import { isLoopback, readHost } from './hosts.ts';
import type { BlockRule } from '../engine/rule.ts';
import { textOf, visitsIn, type Visit } from '../engine/visits.ts';

export const tcpSocketHandler: BlockRule = {
  codes: ['tcp-socket-handler'],
  check(context, report) {
    guardedEach('tcp-socket-handler', visitsIn(context), visit => {
      if (visit.field !== preStopHandler.shape.fields.tcp_socket) return;
      report({
        code: 'tcp-socket-handler',
        message: `Kubernetes does not run \`${visit.name}\` when it stops a container: it accepts the pod, but the hook only fails with an event that nobody sees. Use \`exec\` or \`http_get\`.`,
        at: visit.member.key,
        fixes: asRequest(visit),
        tag: 'deprecated',
      });
    });
  },
};

const REQUEST = 'http_get';

/** A request to the same port; the host is kept only if `http_get` can use it. */
function asRequest({ member, parent }: Visit): readonly Fix[] {
  if (member.value.kind !== 'map' || parent.members.has(REQUEST)) return [];
  const host = memberOf(member.value, 'host');
  const dropped = host && !reachesPod(textOf(host.value)) ? removeEntry(host.key) : [];
  return [
    { title: `Send an HTTP request instead: ${REQUEST}`, edits: [...renameKey(member.key, REQUEST), ...dropped] },
  ];
}

function reachesPod(text: string | undefined): boolean {
  if (text === undefined) return true;
  const { bare, surplus } = readHost(text);
  return surplus.length === 0 && !isLoopback(bare);
}
