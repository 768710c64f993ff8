/** Takes the pictures of the README from the real editor, into docs/images/ or the folder that is named. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ready, root } from './ready.mjs';

ready();
const { makePackage } = await import('./package.mjs');
const { need } = await import('./system.mjs');
const { needEditor } = await import('./vscode-server.mjs');
const { openWindow } = await import('./window.mjs');

const target = resolve(process.argv[2] ?? join(root, 'docs/images'));
const editor = await needEditor();
const chromium = need('chromium');
if ('why' in editor) stop(editor.why);
if ('why' in chromium) stop(chromium.why);

const files = {
  '.gitlab-ci.yml': `deploy:
  script: ./deploy.sh
  hooks:
    pre_stop_k8s_container_handler:
      exec: ["/bin/app", "drain"]
      tcp_socket:
        port: 8080
`,
  'completion.gitlab-ci.yml': `deploy:
  script: ./deploy.sh
  hooks:
    
`,
  'hover.gitlab-ci.yml': `deploy:
  script: ./deploy.sh
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        port: 8080
        path: /shutdown
`,
};

const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
const workspace = join(folder, 'demo');
await mkdir(workspace, { recursive: true });
await mkdir(target, { recursive: true });
for (const [name, text] of Object.entries(files)) await writeFile(join(workspace, name), text);

const window = await openWindow({
  editor,
  chromium: chromium.path,
  profile: join(folder, 'profile'),
  vsix: await makePackage(),
  folder: workspace,
  size: { width: 900, height: 520, scale: 1.5 },
  settings: {
    'editor.minimap.enabled': false,
    'editor.fontSize': 14,
    'workbench.activityBar.location': 'hidden',
    'workbench.statusBar.visible': true,
    'window.menuBarVisibility': 'hidden',
    'window.commandCenter': false,
    'workbench.layoutControl.enabled': false,
    'breadcrumbs.enabled': false,
  },
});
try {
  await window.press('Control+b'); // the side bar
  await takeDiagnostic();
  await takeCompletion();
  await takeHover();
} finally {
  await window.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function takeDiagnostic() {
  await window.open('.gitlab-ci.yml');
  await window.squiggle('error');
  await window.goTo(6, 10);
  await window.press('Control+k');
  await window.press('Control+i'); // the hover at the cursor, which stays while the menu is open
  await window.hover('exec');
  await shoot('diagnostic');
}

async function takeCompletion() {
  await window.open('completion.gitlab-ci.yml');
  await window.goTo(4, 5);
  await window.type('pre_st');
  await window.suggestions();
  await window.press('Enter');
  await window.suggestions();
  await window.press('Control+Space'); // the documentation beside the list
  await window.page.waitForTimeout(800);
  await shoot('completion');
  await window.press('Escape');
}

async function takeHover() {
  await window.open('hover.gitlab-ci.yml');
  await window.pointAt('http_get');
  await window.hover('http_get');
  await shoot('hover');
}

/** @param {string} name */
async function shoot(name) {
  await window.page.screenshot({ path: join(target, `${name}.png`) });
  console.log(join(target, `${name}.png`));
}

/** @param {string} why @returns {never} */
function stop(why) {
  console.error(why);
  process.exit(1);
}
