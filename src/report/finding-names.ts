import type { ReportedFinding, ReportedObject, ReportedPlace } from './check-report';
import { printable } from './printable-text';
import { shortText } from './short-text';

/** What people call an object: `Rollout demo/demo-app`. */
export function objectName({ kind, namespace, name }: ReportedObject): string {
  if (name === '') return `${shortText(kind, 200)} without a name`;
  const inNamespace = namespace === undefined ? name : `${namespace}/${name}`;
  return shortText(`${kind} ${inNamespace}`, 200);
}

/** What people call a file, or the construct where there is none. */
export function fileName({ file, construct = '' }: ReportedPlace): string {
  if (file === '-') return 'standard input';
  return printable(file ?? construct);
}

/** A place in the form in which terminals and editors open it: `demo.yaml:41:9`. */
export function placeName(place: ReportedPlace): string {
  const start = place.range?.start;
  return start === undefined ? fileName(place) : `${fileName(place)}:${start.line}:${start.column}`;
}

/** What is wrong, as short as it has to be. */
export function messageOf({ message }: ReportedFinding): string {
  return shortText(message);
}
