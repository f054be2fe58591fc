import type { Flaw } from './flaw';
import { jsonValue } from './json-text';
import { PlainValues } from './plain-values';
import type { DocumentPart } from './split-documents';
import { syntaxFlaw } from './syntax-flaw';
import { type Unfolded, unfold } from './unfold-objects';
import { YamlParser } from './yaml-parser';

/** What a document of a file holds, and what is wrong with it. */
export interface ReadDocument extends Unfolded {
  /** What is wrong with it; nothing of it is handed on where that is more than a trifle. */
  readonly flaws: readonly Flaw[];
}

/** Reads the documents of one file. */
export class DocumentReader {
  private readonly parser = new YamlParser();
  private readonly values = new PlainValues();

  constructor(private readonly text: string) {}

  /** What one document holds. */
  read(part: DocumentPart): ReadDocument {
    const json = jsonValue(this.text.slice(part.body, part.end));
    if (json !== undefined) return { ...unfold(json), flaws: [] };
    const text = this.text.slice(part.start, part.end);
    const control = CONTROL_CHARACTER.exec(text);
    if (control !== null) return broken(controlFlaw(control[0], control.index));
    const { contents, error } = this.parser.parse(text);
    if (error !== undefined) return broken(syntaxFlaw(text, error));
    const { value, flaws, isBroken } = this.values.of(contents, text);
    const all = [...separatorFlaws(text, part), ...flaws];
    return isBroken ? { ...NOTHING, flaws: all } : { ...unfold(value), flaws: all };
  }
}

const NOTHING: Unfolded = { objects: [], others: [] };

/** What no YAML may hold: control characters but for the tab, the ends of lines and U+0085. */
const CONTROL_CHARACTER = /[^\P{Cc}\t\n\r\u0085]|\uFFFE|\uFFFF/u;

function broken(flaw: Flaw): ReadDocument {
  return { ...NOTHING, flaws: [flaw] };
}

function controlFlaw(character: string, start: number): Flaw {
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return { message: `the invisible character U+${code} may not be in YAML; take it away`, start, end: start + 1 };
}

/** What kubectl and Argo CD have against the way in which a document is set apart from others, though it is right. */
function separatorFlaws(text: string, { start, marker, isBehindEnd }: DocumentPart): Flaw[] {
  const flaws: Flaw[] = [];
  const directive = /^%|(?<=\n)%/.exec(text.slice(0, (marker ?? start) - start));
  if (directive !== null) {
    const message = 'kubectl and Argo CD take no line such as %YAML or %TAG; take it away';
    flaws.push({ message, start: directive.index, end: directive.index + 1 });
  }
  const from = (marker ?? start) - start;
  if (marker !== undefined && /^---[ \t]+[^#\s]/.test(text.slice(from, text.indexOf('\n', from)))) {
    const message = 'kubectl takes nothing but a comment behind ---; put what stands there on the next line';
    flaws.push({ message, start: from, end: from + 3 });
  }
  if (isBehindEnd) {
    const message = 'kubectl and Argo CD pass over a document that begins behind ... without ---';
    flaws.push({ message, start: 0, end: 0 });
  }
  return flaws;
}
