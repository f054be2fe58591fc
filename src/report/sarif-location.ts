import type { ReportedFinding, ReportedObject, ReportedPlace } from './check-report';

/** A finding's place as a `location` of SARIF. */
export function sarifLocation({ place, object, path }: ReportedFinding) {
  const logicalLocations = [
    ...(object === undefined ? [] : [resourceOf(object, path)]),
    ...(place.construct === undefined ? [] : [constructOf(place.construct)]),
  ];
  return { ...physical(place), ...(logicalLocations.length === 0 ? {} : { logicalLocations }) };
}

/** Any other place as a `location` of SARIF. */
export function sarifPlace(place: ReportedPlace) {
  const { construct } = place;
  return { ...physical(place), ...(construct === undefined ? {} : { logicalLocations: [constructOf(construct)] }) };
}

function resourceOf({ kind, namespace, name }: ReportedObject, path: string) {
  const fullyQualifiedName = [kind, namespace, name, path]
    .filter((part) => part !== undefined && part !== '')
    .join('/');
  return { name, fullyQualifiedName, kind: 'resource' };
}

function constructOf(construct: string) {
  return { fullyQualifiedName: construct, kind: 'construct' };
}

function physical({ file, range }: ReportedPlace) {
  if (file === undefined) return {};
  return {
    physicalLocation: {
      artifactLocation: artifactOf(file),
      ...(range === undefined ? {} : { region: regionOf(range) }),
    },
  };
}

function regionOf({ start, end }: NonNullable<ReportedPlace['range']>) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function artifactOf(file: string) {
  if (file === '-') return { uri: 'stdin', description: { text: 'standard input' } };
  if (file.startsWith('/')) return { uri: `file://${encoded(file)}` };
  if (/^[A-Za-z]:\//.test(file)) return { uri: `file:///${file.slice(0, 2)}${encoded(file.slice(2))}` };
  return { uri: encoded(file.replace(/^(\.\/+)+/, '')), uriBaseId: '%SRCROOT%' };
}

/** Half a pair of surrogates is no character that could be encoded. */
function encoded(file: string): string {
  return file
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
