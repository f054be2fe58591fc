/** An element as it was read. */
export interface ParsedElement {
  /** Its name. */
  readonly name: string;

  /** Its attributes. */
  readonly attributes: Readonly<Record<string, string>>;

  /** The elements in it. */
  readonly children: readonly ParsedElement[];

  /** The text in it, without that of its children. */
  readonly text: string;
}

/**
 * A document of XML 1.0 as its tree: only as much of XML as reports use, and whatever else there is throws.
 *
 * @throws if the document is not well formed
 */
export function parsedXml(document: string): ParsedElement {
  const wrong = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(document);
  if (wrong !== null) throw new Error(`no character of XML 1.0 at ${wrong.index}`);
  const start = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(document);
  if (start === null) throw new Error('no declaration');
  const reader = new Reader(document.slice(start[0].length));
  const root = reader.element();
  if (reader.rest().trim() !== '') throw new Error(`something after the root: ${reader.rest()}`);
  return root;
}

class Reader {
  private position = 0;

  constructor(private readonly document: string) {}

  rest(): string {
    return this.document.slice(this.position);
  }

  element(): ParsedElement {
    const [, name = '', attributes = '', end] = this.take(/<([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/y);
    const element = { name, attributes: attributesOf(attributes) };
    if (end === '/') return { ...element, children: [], text: '' };
    const children: ParsedElement[] = [];
    let text = '';
    for (;;) {
      text += unescaped(this.take(/[^<]*/y)[0]);
      if (this.rest().startsWith('</')) break;
      children.push(this.element());
    }
    const [, closed] = this.take(/<\/([a-z-]+)>/y);
    if (closed !== name) throw new Error(`<${name}> is closed by </${closed}>`);
    return { ...element, children, text };
  }

  private take(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.document);
    if (match === null) throw new Error(`not well formed: ${this.rest().slice(0, 80)}`);
    this.position = pattern.lastIndex;
    return match;
  }
}

function attributesOf(text: string): Record<string, string> {
  const attributes = [...text.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    unescaped(value.replace(/[\t\n\r]/g, ' ')),
  ]);
  const names = new Set(attributes.map(([name]) => name));
  if (names.size < attributes.length) throw new Error(`an attribute twice: ${text}`);
  return Object.fromEntries(attributes);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (text.includes(']]>')) throw new Error('the end of a CDATA section that has not begun');
  return text.replace(/&([^;&]*)(;?)/g, (whole, name: string, end: string) => {
    const value = name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : ENTITIES[name];
    if (end === '' || value === undefined) throw new Error(`no reference: ${whole}`);
    return value;
  });
}
