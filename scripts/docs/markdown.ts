import { stringify, type ToStringOptions } from 'yaml';

/** A text as code. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** A text in which `code` is marked, and nothing else is markup. */
export function prose(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\<*[\]]|_(?!\w)|(?<!\w)_/g, '\\$&')))
    .join('');
}

/** A block of code. */
export function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** A list, one element a line. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A table, one row a line. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Where a link to a heading goes, as GitHub names it. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}

/** Whether something is so, as a word for a cell. */
export function yesOrNo(is: boolean): string {
  return is ? 'yes' : '–';
}

/** A value as YAML, one line for each text. */
export function yaml(value: unknown, options: ToStringOptions = {}): string {
  return stringify(value, { lineWidth: 0, singleQuote: true, ...options });
}
