import { Yaml } from 'cdk8s';

/**
 * Scalars as cdk8s writes them into YAML, but faster where that is simple.
 *
 * Plain words are known by sight. For all other texts cdk8s is asked, once for each text.
 */
export class YamlScalars {
  private readonly texts = new Map<string, string>();
  private readonly keys = new Map<string, string>();

  /** A value of a map or a list at an indentation; undefined if it is none of JSON's. */
  public value(value: unknown, indent: string): string | undefined {
    if (typeof value === 'string') return isPlain(value) ? value : this.text(value, indent);
    if (typeof value === 'boolean') return String(value);
    if (typeof value === 'number' && Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
    return value === null || value === undefined ? 'null' : undefined;
  }

  /** A key of a map at an indentation; undefined if that is for cdk8s to say. */
  public key(key: string, indent: string): string | undefined {
    if (isPlain(key) && key.length <= MAX_KEY) return key;
    // At the first level what looks like the end of a document is quoted too.
    if (indent === '') return undefined;
    const known = this.keys.get(key) ?? keyText(key);
    this.keys.set(key, known);
    return known === '' ? undefined : known;
  }

  private text(value: string, indent: string): string {
    const known = this.texts.get(value) ?? valueText(value);
    if (value.length <= MAX_KEPT) this.texts.set(value, known);
    // Cdk8s indented the lines by two; empty ones have no indentation.
    return indent.length === STEP ? known : known.replace(/\n(?!\n|$)/g, `\n${indent.slice(STEP)}`);
  }
}

const STEP = 2;

// A longer key is written with a question mark.
const MAX_KEY = 1024;

// Longer texts hardly ever come twice.
const MAX_KEPT = 500;

const PRINTABLE = /^[A-Za-z0-9/_$(][ -~]*$/;
const PUNCTUATED = /: |:$| #| $/;

// What may be a boolean, null, a number, a time or a date.
const OTHER_TYPES = /^(?:y|yes|n|no|on|off|true|false|null|e[-+]?[0-9]+|[0-9][-+.:_ 0-9a-fobxtz]*)$/i;

function isPlain(text: string): boolean {
  return PRINTABLE.test(text) && !PUNCTUATED.test(text) && !OTHER_TYPES.test(text);
}

function valueText(value: string): string {
  return Yaml.stringify({ k: value }).slice('k: '.length, -1);
}

function keyText(key: string): string {
  return /^k:\n {2}([^\n]+): 0\n$/.exec(Yaml.stringify({ k: { [key]: 0 } }))?.[1] ?? '';
}
