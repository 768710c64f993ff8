/** What this server and its own client say to each other beyond the protocol: the only server file that the client imports. */
import type { Recognition } from '../features/recognise.ts';

export { readFileSettings, recognise } from '../features/recognise.ts';
export type { FileSettings, Recognition } from '../features/recognise.ts';

/** The section of the settings, as pulled by `workspace/configuration`. */
export const SECTION = 'gitlabCi';

/** Client to server, before `didOpen`: the document cannot be changed, so only documentation is of use in it. */
export const READ_ONLY = 'gitlabCi/readOnly';
export interface ReadOnlyParams {
  readonly uri: string;
}

/** Server to client: what an open document is taken for; sent when it is opened and whenever that changes. */
export const RECOGNISED = 'gitlabCi/recognised';
export interface RecognisedParams extends Recognition {
  readonly uri: string;
}

/** `initializationOptions`; every part is optional, so that any client can start the server. */
export interface InitializationOptions {
  /** The client's command that opens its list of suggestions, for completions that leave a choice to make. */
  readonly suggestCommand?: string;
  /** Whether the client listens to `gitlabCi/recognised`. */
  readonly recognised?: true;
  /** Settings for clients that cannot be asked for them. */
  readonly settings?: unknown;
}
