/** Warns of `tcp_socket`, which Kubernetes takes in a lifecycle hook and then does not run. There is no fix: only the author knows what to run instead. */
import { preStopHandler } from '../spec/hooks.ts';
import type { BlockRule } from './rule.ts';
import { visitsIn } from './visits.ts';

export const tcpSocketHandler: BlockRule = {
  codes: ['tcp-socket-handler'],
  check(context, report) {
    for (const { name, field, member } of visitsIn(context)) {
      if (field !== preStopHandler.shape.fields.tcp_socket) continue;
      report({
        code: 'tcp-socket-handler',
        message: `Kubernetes does not run \`${name}\` when it stops a container: the pod is accepted, the hook fails with an event that nobody sees, and nothing else happens. Use \`exec\` or \`http_get\`.`,
        at: member.key,
        tag: 'deprecated',
      });
    }
  },
};
