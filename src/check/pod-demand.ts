import { at, isThere, listOf, type Plain } from '../manifest/plain';
import { quantityOf } from '../manifest/quantity';

/** Something that each pod takes from a ResourceQuota. */
export interface QuotaResource {
  /** `requests` or `limits`; undefined where pods are counted. */
  readonly kind?: 'requests' | 'limits';

  /** `cpu`, `memory` or `pods`. */
  readonly name: string;
}

/** What a key of `spec.hard` of a ResourceQuota is about, as far as one pod takes a fixed amount of it. */
export function quotaResource(key: string): QuotaResource | undefined {
  return RESOURCES[key];
}

/** What one pod takes of a resource; undefined where its template does not say it for all its containers. */
export function podDemand(template: Plain, { kind, name }: QuotaResource): number | undefined {
  if (kind === undefined) return 1;
  const spec = at(template, 'spec');
  // What the pod says as a whole goes before its containers.
  const whole = at(spec, 'resources', kind, name);
  if (isThere(whole)) return quantityOf(whole);
  const amountOf = (container: Plain): number | undefined => {
    const said = at(container, 'resources', kind, name);
    return quantityOf(isThere(said) ? said : at(container, 'resources', 'limits', name));
  };
  const amounts = listOf(at(spec, 'containers')).map(amountOf);
  if (amounts.length === 0) return undefined;
  // Containers that go before the others count only where they take more; it is enough to know the least.
  return amounts.reduce<number | undefined>(
    (sum, amount) => (sum === undefined || amount === undefined ? undefined : sum + amount),
    0,
  );
}

const RESOURCES: Readonly<Record<string, QuotaResource | undefined>> = {
  cpu: { kind: 'requests', name: 'cpu' },
  memory: { kind: 'requests', name: 'memory' },
  'requests.cpu': { kind: 'requests', name: 'cpu' },
  'requests.memory': { kind: 'requests', name: 'memory' },
  'limits.cpu': { kind: 'limits', name: 'cpu' },
  'limits.memory': { kind: 'limits', name: 'memory' },
  pods: { name: 'pods' },
  'count/pods': { name: 'pods' },
};
