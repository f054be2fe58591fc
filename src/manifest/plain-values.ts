import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, Scalar, type YAMLMap } from 'yaml';
import type { Flaw } from './flaw';
import { plainScalar } from './go-scalars';
import { isMergeKey, keyText } from './mapping-keys';
import type { Plain } from './plain';
import { shortText } from './short-text';
import { taggedScalar } from './tagged-scalars';
import { templateMessage } from './template-text';
import { MAX_DEPTH } from './yaml-parser';

/** How many values the aliases of a file may stand for. */
export const MAX_ALIASED = 1_000_000;

/** What a document says. */
export interface PlainDocument {
  /** Its value; of no use where it is broken. */
  readonly value: Plain;

  /** What is wrong with it. */
  readonly flaws: readonly Flaw[];

  /** Whether the tools of Kubernetes refuse it as a whole. */
  readonly isBroken: boolean;
}

/** Makes plain values of the documents of one file. */
export class PlainValues {
  private readonly aliased = { left: MAX_ALIASED };

  /** @param scalars `as-texts` leaves those without quotes and tags the texts that they are, as Go does not */
  constructor(private readonly scalars: 'as-go' | 'as-texts' = 'as-go') {}

  /** What a document says. */
  of(contents: ParsedNode | null, text: string): PlainDocument {
    const reading = new Reading(text, this.aliased, this.scalars);
    const value = reading.value(contents);
    return { value, flaws: reading.flaws, isBroken: reading.isBroken };
  }
}

interface Anchored {
  readonly value: Plain;
  /** How many values it is, with those that its own aliases stand for. */
  readonly size: number;
  /** How many levels of them are below it. */
  readonly height: number;
}

class Reading {
  readonly flaws: Flaw[] = [];
  isBroken = false;

  private readonly anchors = new Map<string, Anchored | undefined>();
  private size = 0;
  private depth = 0;
  private deepest = 0;

  constructor(
    private readonly text: string,
    private readonly aliased: { left: number },
    private readonly scalars: 'as-go' | 'as-texts',
  ) {}

  value(node: Node | null): Plain {
    if (node === null || this.isBroken) return null;
    this.size++;
    this.depth++;
    if (this.depth > this.deepest) this.deepest = this.depth;
    const value = isAlias(node) ? this.alias(node) : this.anchored(node, (node as Scalar | YAMLMap).anchor);
    this.depth--;
    return value;
  }

  private anchored(node: Node, anchor: string | undefined): Plain {
    if (anchor === undefined) return this.content(node);
    this.anchors.set(anchor, undefined);
    const [size, deepest] = [this.size, this.deepest];
    this.deepest = this.depth;
    const value = this.content(node);
    this.anchors.set(anchor, { value, size: this.size - size + 1, height: this.deepest - this.depth });
    this.deepest = Math.max(deepest, this.deepest);
    return value;
  }

  private content(node: Node): Plain {
    if (isScalar(node)) return this.scalar(node);
    if (node.tag?.startsWith('!')) this.unknownTag(node, node.tag);
    if (isSeq<Node | null>(node)) return node.items.map((item) => this.value(item));
    return isMap<Node, Node | null>(node) ? this.mapping(node) : null;
  }

  private scalar(node: Scalar): Plain {
    const text = node.source ?? '';
    if (node.tag !== undefined) {
      const { value, problem } = taggedScalar(node.tag, text);
      if (problem === 'unknown') this.unknownTag(node, node.tag);
      else if (problem !== undefined) this.refuse(node, problem);
      return value;
    }
    if (node.type !== Scalar.PLAIN || this.scalars === 'as-texts') return text;
    const value = plainScalar(text);
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    this.refuse(node, `${text} is no value for Kubernetes: JSON has no such number; a text has to stand in quotes`);
    return text;
  }

  private mapping(node: YAMLMap<Node, Node | null>): Plain {
    const object: Record<string, Plain> = {};
    const merged = new Set<string>();
    for (const { key: keyNode, value: valueNode } of node.items) {
      if (isMergeKey(keyNode)) {
        this.merge(valueNode, object, merged);
        continue;
      }
      const key = this.key(keyNode);
      if (key === undefined) break;
      if (Object.hasOwn(object, key) && !merged.delete(key)) {
        this.note(
          keyNode,
          `${JSON.stringify(shortText(key))} stands twice in this mapping; the second one counts, and the first is lost`,
        );
      }
      setKey(object, key, this.value(valueNode));
    }
    return object;
  }

  /** The text of a key; undefined where it is none. */
  private key(node: Node): string | undefined {
    const isAnchored = isAlias(node) || (isScalar(node) && node.anchor !== undefined);
    const value = isAnchored ? this.value(node) : undefined;
    const text = isAlias(node) ? textOfValue(value) : keyText(node);
    if (text === undefined) this.refuse(node, this.keyProblem(node));
    return text;
  }

  private keyProblem(node: Node): string {
    if (isScalar(node)) return 'a key is missing, or is null';
    const start = (node.range?.[0] ?? 0) - 1;
    const template = isMap(node) ? templateMessage(this.text.slice(start, start + NEAR)) : undefined;
    return template ?? 'a key has to be a text, and this one is a mapping or a list';
  }

  /** Takes over what `<<` stands for; keys of the mapping itself that are further down win, as they do in Go. */
  private merge(node: Node | null, into: Record<string, Plain>, merged: Set<string>): void {
    const value = this.value(node);
    const sources = Array.isArray(value) ? [...value].reverse() : [value];
    for (const source of sources) {
      if (this.isBroken) return;
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        this.refuse(node, '<< takes a mapping, or a list of mappings');
        return;
      }
      for (const [key, inherited] of Object.entries(source)) {
        if (!Object.hasOwn(into, key)) merged.add(key);
        setKey(into, key, inherited);
      }
    }
  }

  private alias(node: Alias): Plain {
    const name = node.source;
    const anchored = this.anchors.get(name);
    if (anchored === undefined) {
      const isInside = this.anchors.has(name);
      const shown = shortText(name);
      this.refuse(node, isInside ? `*${shown} stands inside of what it stands for` : noAnchor(shown));
      return null;
    }
    const { value, size, height } = anchored;
    this.size += size;
    this.aliased.left -= size;
    if (this.aliased.left < 0) this.refuse(node, `the aliases of this file stand for more than ${MAX_ALIASED} values`);
    this.deepest = Math.max(this.deepest, this.depth + height);
    if (this.deepest > MAX_DEPTH) this.refuse(node, `more than ${MAX_DEPTH} levels are nested here`);
    return value;
  }

  private unknownTag(node: Node, tag: string): void {
    this.note(
      node,
      `the tag ${shortText(tag)} means nothing to Kubernetes, which takes the value as if it were not there`,
    );
  }

  /** Says what is wrong, without which the document can still be read. */
  private note(node: Node | null, message: string): void {
    if (this.isBroken) return;
    const [start, end] = node?.range ?? [0, 0];
    this.flaws.push({ message, start, end });
  }

  /** Says why the document cannot be read; what is wrong further down follows from it, and is not said. */
  private refuse(node: Node | null, message: string): void {
    this.note(node, message);
    this.isBroken = true;
  }
}

/** How much of the text is looked at to tell what a wrong key is. */
const NEAR = 500;

function textOfValue(value: Plain): string | undefined {
  return value === null || typeof value === 'object' ? undefined : String(value);
}

function noAnchor(name: string): string {
  return `there is no anchor &${name} above *${name}; a text that begins with * has to stand in quotes`;
}

function setKey(object: Record<string, Plain>, key: string, value: Plain): void {
  // An assignment to this key would set the prototype.
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}
