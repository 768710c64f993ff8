/**
 * The server as a process of its own, started by the extension over IPC or by others over standard input and output.
 */
import { createConnection } from 'vscode-languageserver/node';
import { serve } from '../lsp/server.ts';
import { disk } from './disk.ts';
import { endWith } from './end-with.ts';
import { INFO } from './info.ts';

serve(createConnection(), INFO, { filesOf: disk, outlive: endWith });
