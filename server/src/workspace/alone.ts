/** Files that are pipelines of their own, so kept that of thousands only those that name other files are looked at. */
import type { Project } from '../ci/project.ts';
import type { Uri } from '../text/span.ts';

export class Alone extends Map<Uri, Project> {
  /** Those to which more belongs than their own file. */
  readonly #several = new Set<Uri>();

  override set(uri: Uri, project: Project): this {
    if (project.documents.size === 1 && project.failures.size === 0) this.#several.delete(uri);
    else this.#several.add(uri);
    return super.set(uri, project);
  }

  override delete(uri: Uri): boolean {
    this.#several.delete(uri);
    return super.delete(uri);
  }

  override clear(): void {
    this.#several.clear();
    super.clear();
  }

  /** All that may hold the file or look for it. */
  concerning(uri: Uri): readonly (readonly [Uri, Project])[] {
    return [...new Set([uri, ...this.#several])].flatMap(one => {
      const project = this.get(one);
      return project ? [[one, project] as const] : [];
    });
  }
}
