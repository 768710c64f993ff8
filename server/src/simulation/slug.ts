/** The form in which names become parts of addresses: as GitLab makes `CI_COMMIT_REF_SLUG`. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '-')
    .slice(0, 63)
    .replaceAll(/^-+|-+$/g, '');
}
