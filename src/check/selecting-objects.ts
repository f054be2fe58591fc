import type { ManifestObject } from '../manifest/manifest';
import type { ManifestPath } from '../manifest/manifest-path';
import type { ManifestSet } from '../manifest/manifest-set';
import { at, isThere, listOf, type Plain, textOf } from '../manifest/plain';
import { type LabelQuery, labelQueryOf, plainSelector, type QueryNamespaces } from './label-query';
import { type LabelIndex, podsByLabel, servicesByLabel } from './set-pods';

/** An object that selects pods, or Services, by their labels. */
export interface SelectingObject {
  /** The object. */
  readonly object: ManifestObject;

  /** The way to its selector. */
  readonly path: ManifestPath;

  /** What it asks for. */
  readonly query: LabelQuery;

  /** Where it looks. */
  readonly namespaces: QueryNamespaces;

  /** What it selects, as a word for messages. */
  readonly what: 'pods' | 'Services';

  /** What of the set it may find. */
  readonly index: LabelIndex;
}

/** The objects of a set that select pods or Services, those of a Rollout itself aside. */
export function selectingObjects(set: ManifestSet): readonly SelectingObject[] {
  return set.derive(makeSelectingObjects);
}

function makeSelectingObjects(set: ManifestSet): SelectingObject[] {
  return KINDS.flatMap(({ kind, group, path, what, isPlain }) =>
    set.ofKind(kind, group).flatMap((object) => {
      const selector = at(object, ...path);
      const query = labelQueryOf(isPlain === true ? plainSelector(selector) : selector);
      if (query === undefined) return [];
      const index = what === 'pods' ? podsByLabel(set) : servicesByLabel(set);
      return [{ object, path, query, namespaces: namespacesOf(object), what, index }];
    }),
  );
}

interface SelectingKind {
  readonly kind: string;
  readonly group: string;
  readonly path: readonly string[];
  readonly what: SelectingObject['what'];
  readonly isPlain?: boolean;
}

const KINDS: readonly SelectingKind[] = [
  { kind: 'Service', group: '', path: ['spec', 'selector'], what: 'pods', isPlain: true },
  { kind: 'PodDisruptionBudget', group: 'policy', path: ['spec', 'selector'], what: 'pods' },
  { kind: 'NetworkPolicy', group: 'networking.k8s.io', path: ['spec', 'podSelector'], what: 'pods' },
  { kind: 'PodMonitor', group: 'monitoring.coreos.com', path: ['spec', 'selector'], what: 'pods' },
  { kind: 'ServiceMonitor', group: 'monitoring.coreos.com', path: ['spec', 'selector'], what: 'Services' },
  { kind: 'VirtualNode', group: 'appmesh.k8s.aws', path: ['spec', 'podSelector'], what: 'pods' },
];

// Only monitors look into other namespaces than their own.
function namespacesOf({ spec, metadata }: ManifestObject): QueryNamespaces {
  const selector: Plain = at(spec, 'namespaceSelector');
  if (at(selector, 'any') === true) return 'any';
  const names = at(selector, 'matchNames');
  return isThere(names) ? listOf(names).map(textOf) : [metadata.namespace];
}
