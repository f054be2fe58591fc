/**
 * A pattern as JavaScript has it, as far as the two languages of patterns agree; in words what is wrong with it where Go
 * (RE2) does not take it.
 */
export function goRegex(pattern: string): RegExp | string {
  const perl = /\(\?(?:[=!]|<[=!])|\\[1-9]/.exec(pattern.replaceAll(/\\\\|\[(?:\\.|[^\]])*\]/g, ''));
  if (perl !== null) return `error parsing regexp: invalid or unsupported Perl syntax: \`${perl[0]}\``;
  const [, flags = '', body = ''] = /^(?:\(\?([ims]+)\))?([\s\S]*)$/.exec(pattern) ?? [];
  const written = body.replaceAll('(?P<', '(?<').replaceAll('\\A', '^').replaceAll('\\z', '$');
  try {
    return new RegExp(written, flags + (/\\p/i.test(written) ? 'u' : ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return `error parsing regexp: ${reasonOf(error.message)}: \`${pattern}\``;
  }
}

// In the words of Go for what is forgotten most often.
function reasonOf(message: string): string {
  if (/character class/i.test(message) && /unterminated/i.test(message)) return 'missing closing ]';
  if (/unterminated group/i.test(message)) return 'missing closing )';
  if (/nothing to repeat/i.test(message)) return 'missing argument to repetition operator';
  return message;
}
