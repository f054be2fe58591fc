/** What a pattern allows, in words where it is one of the usual ones. */
export function patternText(pattern: string): string {
  return PATTERNS.get(pattern) ?? `what matches ${pattern}`;
}

const LABEL = 'a-z, 0-9 and "-", beginning and ending with a letter or digit';
const DURATION = 'a duration such as "500ms", "30s" or "1h30m"';

const PATTERNS: ReadonlyMap<string, string> = new Map([
  [
    '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$',
    'a quantity such as "500m" or "128Mi"',
  ],
  ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', LABEL],
  ['^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$', `names of ${LABEL}, joined by "."`],
  ['^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$', `names of ${LABEL}, joined by "."`],
  ['^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$', 'a host name in lower case'],
  ['^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$', 'a name of letters, digits and "-" that begins with a letter'],
  ["^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$", 'the name of a header'],
  ['^([0-9]{1,5}(h|m|s|ms)){1,4}$', DURATION],
  ['^[0-9]((ns|us|µs|ms|s|m|h)?[0-9])*(ns|us|µs|ms|s|m|h)?$', DURATION],
]);
