/** An element of XML, or the text in one. */
export type XmlNode = XmlElement | string;

/** An element of XML. */
export interface XmlElement {
  /** Its name. */
  readonly name: string;

  /** Its attributes; those that are undefined are left out. */
  readonly attributes: Readonly<Record<string, string | number | undefined>>;

  /** What is in it. */
  readonly children: readonly XmlNode[];
}

/** An element as a document of XML 1.0, one element per line. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementLines(root, '').join('\n')}\n`;
}

function elementLines({ name, attributes, children }: XmlElement, indent: string): string[] {
  const tag = [name, ...Object.entries(attributes).flatMap(attributeText)].join(' ');
  if (children.length === 0) return [`${indent}<${tag}/>`];
  // Text stands right between its tags: blanks around it would belong to it.
  if (children.every((child) => typeof child === 'string')) {
    return [`${indent}<${tag}>${children.map(escapedText).join('')}</${name}>`];
  }
  const lines = children.flatMap((child) =>
    typeof child === 'string' ? [escapedText(child)] : elementLines(child, `${indent}  `),
  );
  return [`${indent}<${tag}>`, ...lines, `${indent}</${name}>`];
}

function attributeText([name, value]: [string, string | number | undefined]): string[] {
  return value === undefined ? [] : [`${name}="${escapedText(`${value}`).replace(/[\t\n]/g, blankReference)}"`];
}

/** A reader makes a blank of a line break in an attribute. */
function blankReference(blank: string): string {
  return `&#${blank.charCodeAt(0)};`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** What XML 1.0 has no way to write: most control characters, half pairs of surrogates, and two that are no characters. */
const UNWRITABLE = /[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escapedText(text: string): string {
  return text.replace(UNWRITABLE, '\ufffd').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
