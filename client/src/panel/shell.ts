/** The HTML around the page of a panel: it runs our own script and style, and nothing else can be loaded. */

export interface Shell {
  readonly title: string;
  /** Addresses that the editor serves. */
  readonly script: string;
  readonly style: string;
  /** For this page only; nothing without it is run. */
  readonly nonce: string;
  /** The language of the editor, and what we say in it: by the English text. */
  readonly language: string;
  readonly translations: Readonly<Record<string, string>>;
}

/** Images are only those that the page itself draws, for its exports. */
export function shellOf({ title, script, style, nonce, language, translations }: Shell): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    'img-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escaped(title)}</title>
    <link rel="stylesheet" nonce="${nonce}" href="${escaped(style)}" />
  </head>
  <body>
    <script nonce="${nonce}" type="application/json" id="translations">${JSON.stringify(translations).replaceAll('<', '\\u003c')}</script>
    <script nonce="${nonce}" src="${escaped(script)}"></script>
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
}

/** Hard to guess, and made of letters that need no quoting. */
export function freshNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(24))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
