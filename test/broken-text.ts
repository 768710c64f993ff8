/** Randomly broken texts, the same ones for the same seed. */
import { applyChanges, type TextChange } from '../server/src/text/span.ts';

/**
 * The text after random edits such as people and tools make: deleted parts, inserted YAML characters, pasted words of
 * the keyword.
 */
export function mutated(text: string, edits: number, random: () => number): string {
  const pieces = [
    '\n',
    '  ',
    ':',
    ' ',
    '- ',
    '"',
    "'",
    '{',
    ']',
    '&a ',
    '*a',
    '<<: ',
    '!reference [a, b]',
    '$[[ x ]]',
    '\t',
  ];
  const words = ['hooks:\n', 'pre_stop_k8s_container_handler:\n', 'exec: ', 'tcp_socket: {port: 0}\n', '---\n'];
  const all = [...pieces, ...words];
  const changes = Array.from({ length: edits }, (): TextChange => {
    const start = Math.floor(random() * text.length);
    const end = random() < 0.5 ? start : Math.min(text.length, start + Math.floor(random() * 30));
    return { span: { start, end }, text: all[Math.floor(random() * all.length)] ?? '' };
  });
  return changes.reduce((done, edit) => applyChanges(done, [edit]), text);
}

/** Random numbers from 0 to 1, the same ones for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
