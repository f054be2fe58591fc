import { printable } from './printable-text';

/** A text in one printable line of not too many characters: values of manifests, which messages repeat, may be huge. */
export function shortText(text: string, most = 600): string {
  if (text.length <= most) return printable(text);
  // Half of a pair of surrogates must not stay behind.
  return `${printable(text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, ''))}…`;
}
