/**
 * The public address of the repository, which packages name and to which the links of their README lead. It is not in the
 * manifest, since a fork has another one: it is found when a package is made.
 */
import { spawnSync } from 'node:child_process';

/**
 * From `--repository URL`, the environment of a pipeline, or the remote `origin`, in this order; nothing if there is none.
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {() => string} [remote] the address of the remote
 */
export function repositoryAddress(args, env, remote = originOf) {
  const at = args.indexOf('--repository');
  if (at >= 0) {
    const given = args[at + 1] ?? '';
    const address = publicAddress(given);
    if (address === undefined) throw new Error(`--repository needs the public address of a repository, not ${given}`);
    return address;
  }
  return publicAddress(env.REPOSITORY_URL ?? env.CI_PROJECT_URL ?? remote());
}

/**
 * As a browser opens it: without a name or password, and without `.git`. An address of this machine or of a name without
 * a domain is not public.
 * @param {string} address
 */
export function publicAddress(address) {
  const [, host = '', path = ''] =
    /^(?:https?:\/\/|ssh:\/\/)?(?:[^@/\s]+@)?([\w-]+(?:\.[\w-]+)+)(?::\d+(?=\/))?[/:]([\w.~-]+(?:\/[\w.~-]+)+)$/.exec(
      address.trim().replace(/(?:\.git)?\/?$/, ''),
    ) ?? [];
  const isPublic = host !== '' && !/^[\d.]+$|\.(?:local|localhost|internal|test|example|invalid)$/.test(host);
  return isPublic ? `https://${host}/${path}` : undefined;
}

/** The parts of a manifest that name the repository. @param {string} address */
export function repositoryFields(address) {
  return {
    repository: { type: 'git', url: `${address}.git` },
    homepage: `${address}#readme`,
    bugs: { url: isGitHub(address) ? `${address}/issues` : `${address}/-/issues` },
  };
}

/**
 * A README as a page outside of the repository shows it: its relative links lead to the repository, or are no links if no
 * address is known; then pictures, each a paragraph of its own, are left out.
 * @param {string} markdown
 * @param {string | undefined} address
 */
export function withAbsoluteLinks(markdown, address) {
  if (address === undefined) {
    const noted = markdown.replace(/^!\[/m, `${NO_PICTURES}\n\n![`);
    return noted.replaceAll(/^!\[[^\]]*\]\((?!\w+:)[^)]*\)\r?\n\r?\n/gm, '').replaceAll(RELATIVE_LINK, '$1$2');
  }
  const between = isGitHub(address) ? '' : '/-';
  return markdown.replaceAll(RELATIVE_LINK, (_, mark, text, path) => {
    const kind = mark === '!' ? 'raw' : 'blob';
    return `${mark}[${text}](${address}${between}/${kind}/HEAD/${path})`;
  });
}

const NO_PICTURES =
  '*This package was made without a public address: the pictures and further pages are in the repository only.*';

/** A picture or a link to another file; not to a place of the same page. */
const RELATIVE_LINK = /(!?)\[([^\]]*)\]\((?!\w+:|#|\/)([^)\s]+)\)/g;

/** @param {string} address */
function isGitHub(address) {
  return address.startsWith('https://github.com/');
}

function originOf() {
  const { status, stdout } = spawnSync('git', ['remote', 'get-url', 'origin'], { encoding: 'utf8' });
  return status === 0 ? stdout : '';
}
