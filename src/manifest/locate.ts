import type { ParsedNode } from 'yaml';
import { findNode } from './find-node';
import type { ManifestPath } from './manifest-path';
import type { FileSource, SourceRange } from './source';
import { type DocumentPart, splitDocuments } from './split-documents';
import { TextLines } from './text-lines';
import { YamlParser } from './yaml-parser';

/** The text of a file in which places are looked up; it parses what it needs, and keeps the last document. */
export class SourceText {
  private readonly text: string;
  private readonly parts: readonly DocumentPart[];
  private readonly lines: TextLines;
  private readonly parser = new YamlParser();
  private last: { readonly document: number; readonly contents: ParsedNode | null } | undefined;

  constructor(text: string) {
    this.text = text.replace(/^\uFEFF/, '');
    this.parts = splitDocuments(this.text);
    this.lines = new TextLines(this.text);
  }

  /**
   * Where a value stands: its key, together with the value where that is a scalar on the same line, and of an element of a
   * list its first line. Of what is not there it is the nearest thing around it that is.
   *
   * Lines and columns count from 1, columns in UTF-16 code units. What an alias or `<<` brings is at that alias.
   * @param source the object
   * @param path the way from the object
   */
  locate({ document, path: way }: Pick<FileSource, 'document' | 'path'>, path: ManifestPath): SourceRange {
    const part = this.parts[document];
    if (part === undefined) return this.lines.range(0, 0);
    const found = findNode(this.text.slice(part.start, part.end), this.contentsOf(document, part), [...way, ...path]);
    if (found !== undefined) return this.lines.range(part.start + found.start, part.start + found.end);
    const start = part.body + this.text.slice(part.body, part.end).search(/\S|$/);
    return this.lines.range(start, part.end);
  }

  private contentsOf(document: number, part: DocumentPart): ParsedNode | null {
    if (this.last?.document !== document) {
      const { contents } = this.parser.parse(this.text.slice(part.start, part.end));
      this.last = { document, contents };
    }
    return this.last.contents;
  }
}
