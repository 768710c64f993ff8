/** What the editor calls: runs every test file under mocha (tests whose names hold ONLY, if that is set), and writes down their results. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import * as vscode from 'vscode';

/** Throws if a test failed, which makes the editor exit with a code other than 0. */
export async function run(): Promise<void> {
  const only = process.env['ONLY'];
  const rootHooks = { afterEach: closeEditors };
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 120_000, reporter: 'spec', rootHooks });
  if (only !== undefined) mocha.grep(only);
  for (const file of testFiles()) mocha.addFile(file);
  await vscode.commands.executeCommand('workbench.action.closeSidebar');
  const { passes, failures, pending } = await new Promise<Mocha.Stats>(resolve => {
    const runner = mocha.run(() => resolve(runner.stats!));
  });
  const results = process.env['RESULTS'];
  if (results !== undefined) writeFileSync(results, JSON.stringify({ passed: passes, failed: failures, pending }));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

/** The tests beside the YAML extension come last, since they install it. */
function testFiles(): readonly string[] {
  return ['suite', 'beside'].flatMap(suite => {
    const folder = join(__dirname, '..', suite);
    const files = readdirSync(folder).filter(file => file.endsWith('.test.js'));
    return files.toSorted().map(file => join(folder, file));
  });
}

/** Editors that tests leave open would slow down the following ones. */
async function closeEditors(): Promise<void> {
  for (let left = 50; left > 0 && vscode.window.activeTextEditor; left--)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
