import type { ManifestObject } from '../../manifest/manifest';
import { at, listOf, textOf, wordOf } from '../../manifest/plain';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import type { Rule } from '../rule';

/** Ports of a Service that cannot be told apart. */
export const SERVICE_PORT_REPEATED: Rule = {
  id: 'service-port-repeated',
  severity: 'error',
  what: 'A Service with several ports of which one has no name, or two have the same name or the same number.',
  why: 'The API server refuses the Service, and the Rollout that names it is InvalidSpec.',
  remedy: 'give each port a name and a number of its own',
  source: 'kubernetes pkg/apis/core/validation/validation.go ValidateService',
  *check(set) {
    for (const object of set.ofKind('Service', '')) yield* problemsOf(object);
  },
};

function* problemsOf(object: ManifestObject): Iterable<Problem> {
  const ports = listOf(at(object.spec, 'ports'));
  if (ports.length < 2) return;
  const told = new Set<string>();
  const who = `Service "${object.metadata.name}"`;
  for (const [index, port] of ports.entries()) {
    const path = ['spec', 'ports', index];
    const name = textOf(at(port, 'name'));
    const number = `${wordOf(at(port, 'port'))}/${textOf(at(port, 'protocol')) ?? 'TCP'}`;
    if (typeof port === 'object' && port !== null && name === undefined) {
      yield { object, path, message: `a port of ${who} has no name, and of several each needs one` };
    }
    if (name !== undefined && told.has(`name ${name}`)) {
      yield { object, path: [...path, 'name'], message: `two ports of ${who} are named ${quote(name)}` };
    } else if (told.has(number)) {
      yield { object, path: [...path, 'port'], message: `${who} has the port ${number} twice` };
    }
    told.add(`name ${name}`).add(number);
  }
}
