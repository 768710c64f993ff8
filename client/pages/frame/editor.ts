/** The editor around a page: messages to and from it, and the state that it keeps while the page is hidden. */

interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

export interface Editor<FromPage, State> {
  readonly post: (message: FromPage) => void;
  /** The state that was kept last, if any. */
  readonly state: Partial<State>;
  readonly keep: (state: State) => void;
}

/** Starts the conversation, once per page; `heard` gets the messages of the editor. */
export function editor<FromPage, State>(heard: (message: unknown) => void): Editor<FromPage, State> {
  const api = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => heard(data));
  return {
    post: message => api.postMessage(message),
    state: api.getState() ?? {},
    keep: state => api.setState(state),
  };
}
