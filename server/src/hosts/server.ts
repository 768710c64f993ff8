/**
 * The server of the extension, as a process or as a web worker: one bundle, since nearly everything in it is the same. What
 * only one of the two needs is loaded only there.
 */
void (typeof WorkerGlobalScope === 'undefined' ? import('./node.ts') : import('./browser.ts'));
