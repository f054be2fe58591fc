import type { ManifestPath } from './manifest-path';

/** Where an object comes from: a place in a file, or a construct. */
export type Source = FileSource | ConstructSource;

/** A place in a file of YAML or JSON. */
export interface FileSource {
  /** The file as the user named it, with `/` between folders; `-` is standard input. */
  readonly file: string;

  /** Which document of the file it is in, from 0. */
  readonly document: number;

  /** The way from the document to the object: empty, or `['items', 3]` in a `List`. */
  readonly path: ManifestPath;
}

/** A construct of an app. */
export interface ConstructSource {
  /** The path of the construct in its app, such as `demo/rollout/Resource`. */
  readonly construct: string;
}

/** A place in a text; lines and columns count from 1. */
export interface Position {
  /** The line. */
  readonly line: number;

  /** The column. */
  readonly column: number;
}

/** A part of a text, from its first character to the one after its last. */
export interface SourceRange {
  /** Where it begins. */
  readonly start: Position;

  /** Where the rest of the text goes on. */
  readonly end: Position;
}

/** Whether an object was read from a file. */
export function isFileSource(source: Source): source is FileSource {
  return 'file' in source;
}
