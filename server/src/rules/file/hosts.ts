/** Takes a `host` apart: the name or address in it, and what was written around that. */
import { preStopHandler } from '../../spec/hooks.ts';
import { textOf, type Visit } from '../engine/visits.ts';

export interface WrittenHost {
  /** The name or address alone. */
  readonly bare: string;
  /** The other parts, in words. */
  readonly surplus: readonly string[];
}

/** The host of an `http_get`; that of `tcp_socket` does not matter, since that handler never runs. */
export function httpGetHost({ field, within, member }: Visit): WrittenHost | undefined {
  const { http_get: httpGet } = preStopHandler.shape.fields;
  if (field !== httpGet.shape.fields.host || within.at(-1) !== httpGet) return undefined;
  const text = textOf(member.value);
  return text === undefined ? undefined : readHost(text);
}

/** Takes a host apart, for example `http://web:8080/stop` into `web` with a scheme, a port and a path. */
export function readHost(text: string): WrittenHost {
  const [, scheme, user, authority = '', path = ''] = URL.exec(text) ?? [];
  const [, bracketed, open, port] = AUTHORITY.exec(authority) ?? [];
  const surplus = [
    { says: 'a scheme', found: scheme !== undefined },
    { says: 'a user', found: user !== undefined },
    { says: 'brackets', found: bracketed !== undefined },
    { says: 'a port', found: port !== undefined },
    { says: 'a path', found: path.trim() !== '' },
    { says: 'spaces', found: /^\s|\s$/.test(text) },
  ];
  return {
    bare: bracketed ?? open ?? authority,
    surplus: surplus.filter(({ found }) => found).map(({ says }) => says),
  };
}

const URL = /^\s*([a-z][a-z0-9+.-]*:\/\/)?([^@/\s]*@)?([^/?#\s]*)(.*)$/is;
/** An IPv6 address without brackets has more than one colon and does not match. */
const AUTHORITY = /^(?:\[([^\]]*)\]|([^:]*))(:[^:]*)?$/;

/** Whether a name or address always means the local machine. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return (
    /^(?:localhost|.*\.localhost|localhost\.localdomain|ip6-localhost)$/.test(name) ||
    /^(?:::ffff:)?(?:127(?:\.\d{1,3}){3}|0\.0\.0\.0)$/.test(name) ||
    /^(?:0{0,4}:){2,7}0{0,3}[01]?$/.test(name)
  );
}
