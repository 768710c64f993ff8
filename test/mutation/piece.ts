/** One piece that can be taken out of the table or of the list of rules. */
export interface Piece {
  readonly name: string;
  remove(): void;
}

/** The piece that is missing this time; all modules are evaluated again for each piece. */
declare const missing: string | undefined;

/** Removes the missing piece, if it is one of these, and returns the names of all. */
export function take(pieces: readonly Piece[]): readonly string[] {
  pieces.find(({ name }) => name === missing)?.remove();
  return pieces.map(({ name }) => name);
}
