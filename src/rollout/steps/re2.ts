import { quote } from '../../validation/names';

/**
 * What keeps a text from being a regular expression of RE2, the syntax of Envoy, Istio and Traefik, as a list of problems.
 *
 * Read as a regular expression of JavaScript, after what only RE2 has is put into JavaScript's words: inline flags such
 * as `(?i)`, named groups `(?P<name>…)`, and literal text between `\Q` and `\E`.
 */
export function re2Problems(what: string, regex: string): string[] {
  const tokens = regex.match(TOKENS) ?? [];
  const foreign = tokens.find((token) => FOREIGN.test(token));
  if (foreign !== undefined) {
    return [
      `${what} takes RE2 syntax, as proxies do, which has no lookahead, lookbehind or backreference, got ${quote(foreign)} ` +
        `in ${quote(regex)}`,
    ];
  }
  return parses(tokens.map(toJavaScript).join(''))
    ? []
    : [`${what} takes a regular expression in RE2 syntax, got ${quote(regex)}, which does not parse`];
}

// Literal text, an escaped character, a class, what stands behind "(?", any other character.
const TOKENS =
  /\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\]\\])*\]|\(\?(?:<?[=!]|P=|P<|[imsU]*(?:-[imsU]+)?[:)])|./gs;
const FOREIGN = /^(?:\(\?<?[=!]|\(\?P=|\\[1-9k])/;

function toJavaScript(token: string): string {
  if (/^(?:\\Q|\(\?[imsU-]+\))/.test(token)) return '';
  return token.replace(/^\(\?[imsU-]+:/, '(?:').replace(/^\(\?P</, '(?<');
}

function parses(regex: string): boolean {
  try {
    return new RegExp(regex) instanceof RegExp;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
