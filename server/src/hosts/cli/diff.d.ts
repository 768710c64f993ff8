/** The parts of the package that are used; it ships no types. */
declare module 'diff' {
  export function createTwoFilesPatch(oldName: string, newName: string, oldText: string, newText: string): string;
}
