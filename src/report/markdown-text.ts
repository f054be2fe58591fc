import { shortText } from './short-text';

/**
 * A text as Markdown that shows its characters and is nothing else: no markup, HTML, mention, reference or formula.
 *
 * References to characters do that, as they are never read as markup; so it is good inside of HTML too.
 */
export function markdownText(text: string, most?: number): string {
  return shortText(text, most).replace(/[&<>"\\`|*_[\]~$]|@(?=\w)|#(?=\d)/g, escaped);
}

/** The same in the letters of code. */
export function markdownCode(text: string, most?: number): string {
  return `<code>${markdownText(text, most)}</code>`;
}

function escaped(character: string): string {
  // An invisible blank after it: GitHub looks for mentions and references in what is shown.
  if (character === '@' || character === '#') return `${character}&#8203;`;
  // GitHub looks for formulas before it looks at anything else; this is how its documentation escapes them.
  return character === '$' ? '<span>$</span>' : `&#${character.charCodeAt(0)};`;
}
