/** Escapes text for SVG: nothing in it can end the text, and what XML forbids is replaced. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`).replaceAll(FORBIDDEN, '\ufffd');
}

const FORBIDDEN = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
