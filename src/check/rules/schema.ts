import type { Rule } from '../rule';
import { objectProblems } from '../schema/object-problems';
import { SchemaLibrary } from '../schema/schema-library';

/** A field, a value or a name that the API server does not take. */
export const SCHEMA: Rule = {
  id: 'schema',
  severity: 'error',
  what: 'A field that its kind does not have, a value of a wrong type, or one that is missing or not allowed.',
  why: 'The whole object is refused by kubectl apply and by server-side apply. Clients that do not ask for unknown fields have them dropped without a word: a misspelt setWeight leaves a step that does nothing.',
  remedy: 'write what the CRD of the kind has',
  source:
    'the CRDs that imports/ is made from, without their CEL rules; recorded on kube-apiserver 1.34: apply and server-side apply refuse unknown fields, --validate=false drops them',
  *check(set, versions) {
    const library = new SchemaLibrary();
    for (const object of set.objects) {
      for (const { mayBeNewer: _, meant: __, ...problem } of objectProblems(object, library, versions)) {
        yield { object, ...problem };
      }
    }
  },
};
