import { decodeText } from './decode-text';
import { DocumentReader } from './document-reader';
import type { Flaw } from './flaw';
import { SourceText } from './locate';
import type { SourcedObject } from './manifest-set';
import type { Plain } from './plain';
import type { FileSource, SourceRange } from './source';
import { splitDocuments } from './split-documents';
import { TextLines } from './text-lines';
import type { PlacedObject } from './unfold-objects';

/** What a file holds. */
export interface ReadFile {
  /** The file as the user named it; `-` is standard input. */
  readonly file: string;

  /** Its objects, in their order. */
  readonly objects: readonly SourcedObject[];

  /** What could not be read, in its order. */
  readonly problems: readonly ReadProblem[];

  /** How many documents, and elements of lists, are no objects of Kubernetes, such as the values of a Helm chart. */
  readonly ignored: number;
}

/** A place of a file that cannot be read, or that readers take differently. */
export interface ReadProblem {
  /** The name under which it is reported. */
  readonly rule: 'yaml';

  /** What is wrong: one sentence, lower case, no full stop. */
  readonly message: string;

  /**
   * What to do about it.
   * @default - the document has to be mended, which the message says enough about
   */
  readonly remedy?: string;

  /** The file as the user named it. */
  readonly file: string;

  /** Which document of the file it is in, from 0. */
  readonly document: number;

  /** Where it is. */
  readonly range: SourceRange;
}

/** How large a file may be, in bytes: 20 MB take some 7 seconds. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** How many problems of a file are told. */
export const MAX_PROBLEMS = 100;

/**
 * Reads the objects of a file of YAML or JSON as Go reads them; what cannot be read is a problem, and the rest is read.
 * @param file the file as the user named it
 * @param input what is in it
 */
export function readManifests(file: string, input: Uint8Array | string): ReadFile {
  if (input.length > MAX_FILE_BYTES) {
    const reading = new FileReading(file, '');
    reading.note(0, { message: tooLarge(input.length), remedy: SMALLER, start: 0, end: 0 });
    return reading.result();
  }
  const { text, flaw } = decodeText(input);
  const reading = new FileReading(file, text);
  if (flaw !== undefined) reading.note(0, { ...flaw, start: flaw.offset, end: flaw.offset + 1 });
  if (flaw?.isBroken !== true) reading.readAll();
  return reading.result();
}

class FileReading {
  private readonly objects: SourcedObject[] = [];
  private readonly problems: ReadProblem[] = [];
  private untold = 0;
  private ignored = 0;
  private lines: TextLines | undefined;
  private source: SourceText | undefined;

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {}

  readAll(): void {
    const reader = new DocumentReader(this.text);
    for (const [document, part] of splitDocuments(this.text).entries()) {
      const read = reader.read(part);
      for (const flaw of read.flaws) this.note(document, flaw, part.start);
      for (const placed of read.objects) this.add(document, placed);
      this.ignored += read.others.length;
    }
  }

  /** Keeps a flaw for the result, of what begins at an offset of the text. */
  note(document: number, { message, remedy, start, end }: Flaw, offset = 0): void {
    this.tell(document, { message, ...(remedy === undefined ? {} : { remedy }) }, () => {
      this.lines ??= new TextLines(this.text);
      return this.lines.range(offset + start, offset + end);
    });
  }

  result(): ReadFile {
    const { file, objects, problems, untold, ignored } = this;
    const last = problems.at(-1);
    if (untold === 0 || last === undefined) return { file, objects, problems, ignored };
    const more: ReadProblem = {
      ...last,
      message: `this file has ${untold} more problems of this manner, which are not told`,
    };
    return { file, objects, problems: [...problems, more], ignored };
  }

  private add(document: number, { object, path, misfits }: PlacedObject): void {
    const source: FileSource = { file: this.file, document, path };
    this.objects.push({ object, source });
    for (const { key, value } of misfits) {
      this.tell(document, misfitText(key, value), () => {
        this.source ??= new SourceText(this.text);
        return this.source.locate(source, ['metadata', key]);
      });
    }
  }

  // The place is looked up only for a problem that is told: a broken file can have a million.
  private tell(document: number, text: Pick<Flaw, 'message' | 'remedy'>, range: () => SourceRange): void {
    if (this.problems.length === MAX_PROBLEMS) this.untold++;
    else this.problems.push({ rule: 'yaml', ...text, file: this.file, document, range: range() });
  }
}

function tooLarge(bytes: number): string {
  const megabytes = (bytes / 1024 / 1024).toFixed(1);
  return `the file has ${megabytes} MB, and more than ${MAX_FILE_BYTES / 1024 / 1024} MB are not read`;
}

const SMALLER = 'split it into several files, or leave it out';

function misfitText(key: string, value: Plain): Pick<Flaw, 'message' | 'remedy'> {
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  const given = isScalar ? `the ${typeof value} ${value}` : Array.isArray(value) ? 'a list' : 'a mapping';
  const message = `metadata.${key} is ${given} where Kubernetes takes a text only`;
  return { message, remedy: isScalar ? 'put it in quotes' : 'write a text here' };
}
