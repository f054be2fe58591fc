const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const MAX_LABEL = 63;
const MAX_HOSTNAME = 253;

/** What is wrong with a DNS-1123 label (RFC 1123: Rollouts, namespaces, port names), as a list of problems. */
export function dnsLabelProblems(what: string, name: string, maxLength = MAX_LABEL, why = ''): string[] {
  if (!LABEL.test(name)) {
    return [
      `${what} has to be a DNS-1123 label (a-z, 0-9 and "-", beginning and ending with a letter or digit), got ${quote(name)}`,
    ];
  }
  if (name.length > maxLength) {
    return [`${what} has to be at most ${maxLength} characters long${why}, got ${name.length} (${quote(name)})`];
  }
  return [];
}

/** What is wrong with the name of a Service, which also has to begin with a letter (DNS-1035), as a list of problems. */
export function serviceNameProblems(what: string, name: string): string[] {
  const problems = dnsLabelProblems(what, name);
  if (problems.length === 0 && /^[0-9]/.test(name)) {
    return [`${what} has to begin with a letter, as the name of a Service (DNS-1035), got ${quote(name)}`];
  }
  return problems;
}

/** What is wrong with the name of an object that has to be a DNS-1123 subdomain (routes, templates), as a list of problems. */
export function dnsSubdomainProblems(what: string, name: string): string[] {
  if (name.length <= MAX_HOSTNAME && isSubdomain(name)) return [];
  return [
    `${what} has to be a DNS-1123 subdomain (labels of a-z, 0-9 and "-" joined by ".", at most ${MAX_HOSTNAME} characters), got ${quote(name)}`,
  ];
}

/** What is wrong with a host name of a route, which may begin with one wildcard label, as a list of problems. */
export function hostnameProblems(what: string, hostname: string): string[] {
  const allowed = 'a DNS name such as "shop.example.com" or "*.example.com", without scheme, port or path';
  if (/^[0-9.]+$/.test(hostname) && hostname !== '') {
    return [`${what} takes ${allowed}, got the IP address ${quote(hostname)}`];
  }
  const name = hostname.startsWith('*.') ? hostname.slice(2) : hostname;
  if (name.length <= MAX_HOSTNAME && isSubdomain(name)) return [];
  return [`${what} takes ${allowed}, got ${quote(hostname)}`];
}

/** What is wrong with a label, a qualified name and a value of up to 63 characters, as a list of problems. */
export function labelProblems(what: string, key: string, value: string): string[] {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  const isKey = isLabelValue(name) && name !== '' && more.length === 0 && (prefix === undefined || isPrefix(prefix));
  return [
    ...(isKey
      ? []
      : [
          `${what} takes labels whose key is such as "app" or "example.com/app", of at most 63 characters, got ${quote(key)}`,
        ]),
    ...(isLabelValue(value)
      ? []
      : [
          `${what} takes labels whose value has at most 63 characters (A-Z, a-z, 0-9, "-", "_" and ".", beginning and ending ` +
            `with a letter or digit), got ${key}=${quote(value)}`,
        ]),
  ];
}

/** Whether a text is the name of a port of a pod (IANA_SVC_NAME, as Kubernetes reads it). */
export function isPortName(name: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name) && name.length <= 15;
}

/** A namespace as it is told in a message. */
export function namespaceText(namespace: string | undefined): string {
  return namespace === undefined ? 'no namespace' : `namespace "${namespace}"`;
}

/** A value as it is shown in a message: in double quotes, with control characters escaped. */
export function quote(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

function isLabelValue(value: string): boolean {
  return value === '' || (value.length <= MAX_LABEL && /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(value));
}

function isPrefix(prefix: string): boolean {
  return prefix.length <= MAX_HOSTNAME && isSubdomain(prefix);
}

function isSubdomain(name: string): boolean {
  return name.split('.').every((label) => label.length <= MAX_LABEL && LABEL.test(label));
}
