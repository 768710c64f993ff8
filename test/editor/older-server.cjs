/**
 * Starts VS Code's server of 1.93 as later ones start by themselves: its package leaves that to a front end, which is not
 * needed here. Takes the server's own switches, after the path of its module, and says the same when it listens.
 */
const http = require('node:http');
const { parseArgs } = require('node:util');

const [main, ...args] = process.argv.slice(2);
const { values } = parseArgs({
  args,
  strict: false,
  options: {
    host: { type: 'string' },
    port: { type: 'string' },
    'server-data-dir': { type: 'string' },
    'user-data-dir': { type: 'string' },
    'extensions-dir': { type: 'string' },
    'install-extension': { type: 'string', multiple: true },
  },
});

void start();

async function start() {
  const code = await require(String(main)).loadCodeWithNls();
  const options = { _: [], compatibility: '1.64', ...values };
  if (values['install-extension']) return code.spawnCli(options);
  const server = await code.createServer(null, options);
  const listener = http.createServer((request, response) => server.handleRequest(request, response));
  listener.on('upgrade', (request, socket) => server.handleUpgrade(request, socket));
  listener.listen(Number(values.port), String(values.host), () => {
    console.log(`Extension host agent listening on ${listener.address().port}`);
  });
}
