/** Warns of a loopback host in `http_get`: the request comes from the node, so it reaches the node and not the container. */
import { guardedEach } from '../text/failure.ts';
import { removeEntry } from '../yaml/edit.ts';
import { httpGetHost, isLoopback } from './hosts.ts';
import type { BlockRule } from './rule.ts';
import { handlerVisits } from './visits.ts';

export const loopbackHost: BlockRule = {
  codes: ['loopback-host'],
  check(context, report) {
    guardedEach('loopback-host', handlerVisits(context), visit => {
      const host = httpGetHost(visit);
      if (!host || !isLoopback(host.bare)) return;
      report({
        code: 'loopback-host',
        message: `\`${host.bare}\` is the node here, not the container: the kubelet makes this request from the node. Without \`host\` it goes to the address of the pod, on which the server must listen. Only in a pod that uses the network of its host do both mean the same.`,
        at: visit.member.value.at,
        fixes: [{ title: 'Remove the host, to use the address of the pod', edits: removeEntry(visit.member.key) }],
      });
    });
  },
};
