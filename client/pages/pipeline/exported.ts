/** The picture as a file: SVG and Mermaid as text, PNG as bytes in base 64. */
import type { Picture } from '../../../server/src/picture/picture.ts';
import { svgOf } from '../../../server/src/picture/svg.ts';
import type { ExportFormat } from '../../src/panel/messages.ts';
import { EXPORTED_FONT, measureIn } from '../frame/measure.ts';

export interface Exported {
  readonly format: ExportFormat;
  readonly content: string;
}

export async function exported(
  picture: Picture,
  format: ExportFormat,
  mermaidOf: (picture: Picture) => string,
): Promise<Exported> {
  if (format === 'mermaid') return { format, content: mermaidOf(picture) };
  const measure = measureIn(EXPORTED_FONT);
  if (format === 'svg') return { format, content: svgOf(picture, measure) };
  return { format, content: await pngOf(svgOf(picture, measure, 'light')) };
}

/** Sharp on dense screens, but not larger than browsers can draw. */
const DENSITY = 2;
const MOST_PIXELS = 8192;

async function pngOf(svg: string): Promise<string> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(DENSITY, MOST_PIXELS / Math.max(image.width, image.height, 1));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.width * scale));
    canvas.height = Math.max(1, Math.round(image.height * scale));
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
  } finally {
    URL.revokeObjectURL(address);
  }
}
