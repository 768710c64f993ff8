/** Takes the pictures of the README and of the walkthrough from the real editor, into docs/images/ or the folder that is named; a second word takes those only that have it in their name. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ready, root } from '../../scripts/ready.mjs';

ready();
const { makePackage } = await import('../../scripts/package.mjs');
const { need } = await import('../../scripts/system.mjs');
const { needEditor } = await import('./vscode-server.mjs');
const { openWindow } = await import('./window.mjs');
const { saveSmall } = await import('./small-picture.mjs');

const [folderGiven, only = ''] = process.argv.slice(2);
const target = resolve(folderGiven ?? join(root, 'docs/images'));
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
  'serve/.gitlab-ci.yml': `include: /ci/graceful.yml

serve:
  extends: .graceful
  script: ./serve.sh
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        port: 9000
`,
  'serve/ci/graceful.yml': `.graceful:
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        path: /shutdown
        port: 8080
`,
  'preview/.gitlab-ci.yml': `include: /ci/graceful.yml

serve:
  extends: .graceful
  services: [postgres]
  script: ./serve.sh
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        port: 9000
`,
  'preview/ci/graceful.yml': `.graceful:
  hooks:
    pre_stop_k8s_container_handler:
      http_get:
        path: /shutdown
        port: 8080
`,
  'pipeline/.gitlab-ci.yml': `stages: [build, test, deploy]

compile:
  stage: build
  script: make

assets:
  stage: build
  script: make assets

unit:
  stage: test
  script: make test
  parallel: 3
  needs: [compile]

lint:
  stage: test
  script: make lint
  allow_failure: true

deploy:
  stage: deploy
  script: make deploy
  needs: [unit, assets]
  when: manual

release:
  stage: deploy
  script: make release
  needs: [deploy]
  rules:
    - if: $CI_COMMIT_TAG
`,
  'shop/.gitlab-ci.yml': `stages: [build, deploy]

variables:
  SHOP_HOST:
    value: shop.example.org
    description: Where the shop is deployed

.graceful:
  hooks:
    pre_stop_k8s_container_handler:
      exec: ["/bin/drain"]

build:
  stage: build
  script: make

deploy:
  stage: deploy
  extends: .graceful
  needs: [build]
  script:
    - ./deploy.sh
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
`,
};

const folder = await mkdtemp(join(tmpdir(), 'pictures-'));
const workspace = join(folder, 'demo');
for (const name of ['ci', 'serve/ci', 'preview/ci', 'pipeline', 'shop'])
  await mkdir(join(workspace, name), { recursive: true });
for (const name of ['serve', 'preview', 'pipeline', 'shop']) await mkdir(join(workspace, name, '.git')); // repositories, since includes begin at their roots
await mkdir(target, { recursive: true });
const twoFiles = join(root, 'test/workspaces/two-files');
await cp(join(twoFiles, '.gitlab-ci.yml'), join(workspace, 'two-files.gitlab-ci.yml'));
await cp(join(twoFiles, 'ci'), join(workspace, 'ci'), { recursive: true });
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
    'editor.hover.above': false,
  },
});
try {
  await window.press('Control+b'); // the side bar
  // panels come last, since they follow the file in front
  const takes = [takeDiagnostic, takeCompletion, takeHover, takeTwoFiles, takeVariables, takeEffectiveHooks];
  const later = [takeHookPreview, takePipelinePreview, takeWalkthrough];
  for (const take of [...takes, ...later]) if (take.name.includes(only)) await take();
} finally {
  await window.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function takeDiagnostic() {
  await window.open('.gitlab-ci.yml');
  await window.squiggle('error');
  await window.goTo(6, 10);
  await window.press('Control+k');
  await window.press('Control+i'); // the hover at the cursor, which stays open while the menu is
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
  await window.press('Control+Space'); // the documentation next to the list
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

async function takeTwoFiles() {
  await window.open('two-files.gitlab-ci.yml');
  await window.squiggle('error');
  await window.goTo(11, 10);
  await window.press('Control+k');
  await window.press('Control+i');
  await window.hover('.stops-gracefully');
  await shoot('two-files');
  await window.press('Escape');
}

/** The job with its lens above, and what it resolves to below. */
async function takeEffectiveHooks() {
  await window.open('serve/.gitlab-ci.yml');
  await window.page.locator('.codelens-decoration a:visible').first().waitFor();
  await window.goTo(9, 19);
  await window.run('Show Effective Hooks of This Job');
  await window.page.locator('.tab.active', { hasText: 'effective hooks' }).waitFor();
  await window.run('View: Move Editor into Group Below');
  await window.page.waitForTimeout(1500);
  await shoot('effective-hooks');
}

/** Opens a file with no other tab; files of the same name come first in the list until the right one is found. @param {string} name */
async function openAlone(name) {
  await window.run('View: Close All Editors');
  await window.press('Control+p');
  await window.page.locator('.quick-input-widget input[type=text]').fill(join(workspace, name));
  await window.page.waitForTimeout(2000);
  await window.press('Enter');
  await window.page.locator('.tab.active').waitFor();
}

/** The drawing and what is above it need more room than the other pictures. */
async function takeHookPreview() {
  await window.page.setViewportSize({ width: 1200, height: 860 });
  await openAlone('preview/.gitlab-ci.yml');
  await window.goTo(6, 5);
  await window.run('Preview Pre-stop Hook');
  const panel = window.page.frameLocator('iframe.webview:visible').frameLocator('#active-frame');
  await panel.getByRole('heading', { name: 'Pre-stop hook of serve' }).waitFor();
  await panel.getByLabel('The node is drained').check();
  await panel.getByLabel('The hook takes (seconds)').fill('12');
  await panel.getByRole('heading', { name: 'Pre-stop hook of serve' }).click();
  await window.page.waitForTimeout(1500);
  await shoot('preview-hook');
}

async function takePipelinePreview() {
  await window.page.setViewportSize({ width: 1200, height: 640 });
  await openAlone('pipeline/.gitlab-ci.yml');
  await showPipeline();
  await shoot('preview-pipeline');
}

/** The whole picture of the open pipeline, with the job of line 11 selected. */
async function showPipeline() {
  await window.goTo(11, 3);
  await window.run('Preview Pipeline');
  const panel = window.page.frameLocator('iframe.webview:visible').frameLocator('#active-frame');
  await panel.locator('g.selected').waitFor();
  await panel.getByRole('button', { name: 'Fit the whole' }).click();
  await window.page.waitForTimeout(1500);
}

/** Names in their colours, and the list of variables with what they are for. */
async function takeVariables() {
  await window.open('shop/.gitlab-ci.yml');
  await window.page.locator('.codelens-decoration a:visible').first().waitFor();
  await window.goTo(22, 19);
  await window.type(' --to $');
  await window.suggestions();
  await window.press('Control+Space');
  await window.page.waitForTimeout(1500);
  await shoot('variables');
  await window.press('Escape');
}

/** One picture for each step. */
async function takeWalkthrough() {
  await openAlone('.gitlab-ci.yml');
  await window.squiggle('error'); // the extension is there
  await window.run('View: Close All Editors');
  await window.page.setViewportSize({ width: 760, height: 520 });
  await window.run('Open a Sample Pipeline');
  await window.page.locator('.codelens-decoration:visible').first().waitFor();
  await window.pointAt('needs');
  await window.hover('needs');
  await shootSmall('walkthrough-sample');
  await window.page.mouse.move(5, 5);
  await window.page.setViewportSize({ width: 760, height: 640 });
  await window.goTo(31, 10);
  await window.press('Control+k');
  await window.press('Control+i');
  await window.hover('.graceful');
  await shootSmall('walkthrough-conflict');
  await window.press('Escape');
  await window.page.setViewportSize({ width: 600, height: 400 });
  await window.goTo(22, 7);
  await window.press('Control+Space');
  await window.suggestions();
  await window.page.waitForTimeout(800);
  await shootSmall('walkthrough-handler');
  await window.press('Enter');
  await window.press('Escape');
  await window.page.setViewportSize({ width: 1000, height: 460 });
  await showPipeline();
  await shootSmall('walkthrough-preview');
}

/** @param {string} name */
async function shootSmall(name) {
  const file = join(target, `${name}.webp`);
  console.log(file, await saveSmall(window.page, file));
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
