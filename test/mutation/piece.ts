/** One piece that can be taken out of the table or of the list of rules. */
export interface Piece {
  readonly name: string;
  remove(): void;
}

/** The piece that is missing this time; the run evaluates all modules anew for each piece. */
declare const missing: string | undefined;

/** Takes out the piece that is to be missing, if it is one of these, and answers with the names of all. */
export function take(pieces: readonly Piece[]): readonly string[] {
  pieces.find(({ name }) => name === missing)?.remove();
  return pieces.map(({ name }) => name);
}
