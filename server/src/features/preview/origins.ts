/** Lines with their origins: each place gets a number, by which a page can ask for it. */
import { originsOf } from '../../ci/origin.ts';
import type { Project } from '../../ci/project.ts';
import type { PreviewLine, PreviewOrigin } from '../../picture/hook-preview.ts';
import { oneLine } from '../../text/shown.ts';
import type { Place } from '../../text/span.ts';
import { yamlOf } from '../../yaml/value/print.ts';
import type { Step, Value } from '../../yaml/value/value.ts';
import { fileLink, viaOf } from '../effective/file-link.ts';

export interface Origins {
  /** The value as lines of YAML. */
  readonly lines: (value: Value) => readonly PreviewLine[];
  /** A sentence, and the place that it is about. */
  readonly note: (text: string, at: Place | undefined) => PreviewLine;
  readonly places: readonly Place[];
}

export function withOrigins(project: Project): Origins {
  const places: Place[] = [];
  const origin = (at: Place, via: readonly Step[]): PreviewOrigin | undefined => {
    const where = fileLink(project, at);
    return where && { place: places.push(at) - 1, label: oneLine(where.label), via: viaOf(via) };
  };
  return {
    places,
    note(text, at) {
      const from = at && origin(at, []);
      return { text, ...(from && { origin: from }) };
    },
    lines(value) {
      const all = originsOf(value);
      const found: PreviewOrigin[] = [];
      const mark = markIn(yamlOf(value, {}));
      const text = yamlOf(value, {
        comment(pointer) {
          const part = all.get(pointer);
          const from = part && origin(part.at, part.via);
          return from && `${mark}${found.push(from) - 1}`;
        },
      });
      return text
        .split('\n')
        .slice(0, -1)
        .map(line => lineOf(line, mark, found));
    },
  };
}

/** A word that the text does not contain, which marks the end of a line. */
function markIn(text: string): string {
  let mark = 'origin-';
  while (text.includes(mark)) mark += '-';
  return mark;
}

function lineOf(line: string, mark: string, found: readonly PreviewOrigin[]): PreviewLine {
  const at = line.lastIndexOf(` # ${mark}`);
  if (at < 0) return { text: line };
  const origin = found[Number(line.slice(at + mark.length + 3))];
  return { text: line.slice(0, at), ...(origin && { origin }) };
}
