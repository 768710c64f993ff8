/** Measures texts in the font of the page, and in that of its exports. */
import { FONT_SIZES, type Measure } from '../../../server/src/picture/label.ts';

/** The fonts of exported pictures. */
export const EXPORTED_FONT = 'system-ui, sans-serif';

export function measureIn(family: string): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const cache = new Map<string, number>();
  return (text, style) => {
    const font = `${FONT_SIZES[style]}px ${family}`;
    const key = `${font} ${text}`;
    const before = cache.get(key);
    if (before !== undefined || !context) return before ?? text.length * FONT_SIZES[style];
    if (cache.size > MOST) cache.clear();
    if (context.font !== font) context.font = font;
    const { width } = context.measureText(text);
    cache.set(key, width);
    return width;
  };
}

const MOST = 20_000;
