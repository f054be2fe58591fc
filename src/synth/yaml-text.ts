import { Yaml } from 'cdk8s';
import { YamlScalars } from './yaml-scalar';

/** Manifests as YAML, the same bytes as cdk8s's `Yaml.stringify` makes, in a fraction of the time. */
export class YamlText {
  private readonly scalars = new YamlScalars();

  /** Some manifests as one text. */
  public documents(manifests: readonly unknown[]): string {
    return manifests.map((manifest) => this.document(manifest)).join('---\n');
  }

  private document(manifest: unknown): string {
    const block = isRecord(manifest) ? new Block(this.scalars).map(manifest, '') : undefined;
    return block === undefined ? Yaml.stringify(manifest) : `${block}\n`;
  }
}

/** The text of one document as far as it is usual; undefined from the first thing on that is left to cdk8s. */
class Block {
  private readonly seen = new Set<object>();

  constructor(private readonly scalars: YamlScalars) {}

  /** The lines of a map; the first one without indentation, for it may stand behind a dash. */
  public map(map: Readonly<Record<string, unknown>>, indent: string): string | undefined {
    if (this.isSeen(map)) return undefined;
    const deeper = `${indent}  `;
    let text = '';
    for (const key of Object.keys(map)) {
      const keyText = this.scalars.key(key, indent);
      const value = map[key];
      const valueText = this.node(value, deeper);
      if (keyText === undefined || valueText === undefined) return undefined;
      text += `${text === '' ? '' : `\n${indent}`}${keyText}:${isFilled(value) ? `\n${deeper}` : ' '}${valueText}`;
    }
    return text === '' ? '{}' : text;
  }

  private list(list: readonly unknown[], indent: string): string | undefined {
    if (this.isSeen(list)) return undefined;
    let text = '';
    for (const item of list) {
      const itemText = this.node(item, `${indent}  `);
      if (itemText === undefined) return undefined;
      text += `${text === '' ? '' : `\n${indent}`}- ${itemText}`;
    }
    return text === '' ? '[]' : text;
  }

  private node(value: unknown, indent: string): string | undefined {
    if (Array.isArray(value)) return this.list(value, indent);
    if (isRecord(value)) return this.map(value, indent);
    return this.scalars.value(value, indent);
  }

  // Cdk8s writes an object that stands in two places once, with an anchor.
  private isSeen(value: object): boolean {
    const isSeen = this.seen.has(value);
    this.seen.add(value);
    return isSeen;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
