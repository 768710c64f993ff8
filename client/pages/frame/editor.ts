/** The editor around a page: what is said to it, heard from it, and kept by it while the page is hidden. */

interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

export interface Editor<FromPage, State> {
  readonly post: (message: FromPage) => void;
  /** What was kept last, or nothing. */
  readonly state: Partial<State>;
  readonly keep: (state: State) => void;
}

/** Begins the conversation, once for a page; `heard` gets what the editor says. */
export function editor<FromPage, State>(heard: (message: unknown) => void): Editor<FromPage, State> {
  const api = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => heard(data));
  return {
    post: message => api.postMessage(message),
    state: api.getState() ?? {},
    keep: state => api.setState(state),
  };
}
