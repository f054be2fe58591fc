import { addTo } from '../../manifest/grouped';
import type { ManifestObject } from '../../manifest/manifest';
import { pathText } from '../../manifest/manifest-path';
import type { ManifestSet } from '../../manifest/manifest-set';
import { at, entriesOf, isThere, listOf, type Plain, textOf, wordOf } from '../../manifest/plain';
import { type Release, releasesOf, serviceIn } from '../../release/release';
import { selects } from '../../release/release-pods';
import type { Problem } from '../finding';
import { meshHosts } from '../mesh-hosts';
import type { Rule } from '../rule';
import { type ServiceSender, sendersByService } from '../service-senders';
import { sharedServices } from '../shared-services';

/** A further Service over the pods of both versions, past which the weights go. */
export const SERVICE_OVER_BOTH_VERSIONS: Rule = {
  id: 'service-over-both-versions',
  severity: 'warning',
  what: 'A Service that selects the pods of both versions, beside those that the Rollout names.',
  why: 'Whoever calls it gets any pod: the canary takes the share that it has of the pods, from its first pod on, whatever the weight is, and a preview takes requests before it is promoted. It is often what was there before the Rollout. Nobody is told.',
  remedy: 'let its callers use the stable Service or the route, and delete it',
  source:
    'Kubernetes: a Service sends to every pod that it selects; argo-rollouts rollout/service.go changes those alone that the Rollout names',
  *check(set) {
    for (const release of releasesOf(set)) {
      const isBlueGreen = isThere(release.blueGreen);
      const hosts = isBlueGreen ? new Set<string>() : meshHosts(release);
      if (hosts === undefined) continue;
      for (const service of sharedServices(release)) {
        if (hosts.has(service.metadata.name)) continue;
        const senders = (sendersByService(set).get(service.metadata.name) ?? []).filter(
          ({ namespace }) => namespace === undefined || namespace === (service.metadata.namespace ?? namespace),
        );
        for (const sender of senders) if (!isOfVersions(release, sender)) yield sent(release, service, sender);
        if (senders.length === 0 && !isBlueGreen && isForRequests(release, service)) yield unsent(release, service);
      }
    }
  },
};

function sent(release: Release, service: ManifestObject, { object, path }: ServiceSender): Problem {
  const effect = isThere(release.blueGreen)
    ? 'these requests reach the new version before it is promoted'
    : 'no weight changes what these requests reach';
  return {
    object,
    path,
    message: `${pathText(path)} sends to the Service "${service.metadata.name}", which selects the pods of both versions of the Rollout "${release.rollout.metadata.name}" (${selectorText(service)}): ${effect}`,
    remedy: isThere(release.blueGreen)
      ? 'send to the activeService'
      : 'send to what the weights are of: the Service, or the route, that the Rollout names',
    related: [{ object: service, path: ['spec', 'selector'], message: 'takes both versions' }],
  };
}

function unsent({ rollout }: Release, service: ManifestObject): Problem {
  return {
    object: service,
    path: ['spec', 'selector'],
    message: `the Service "${service.metadata.name}" selects the pods of both versions of the Rollout "${rollout.metadata.name}" (${selectorText(service)}): whoever calls it gets either of them by the number of their pods, whatever the weight is`,
  };
}

// Where a version gets a share beside it, the rules about extra backends say what becomes of that.
function isOfVersions({ services, routes }: Release, { object, beside }: ServiceSender): boolean {
  return (
    services.some(({ name }) => beside.includes(name)) ||
    (object.kind === 'TraefikService' && routes.some((route) => route.object === object))
  );
}

/** Whether a Service is for the same requests as those of the release, and not for metrics alone. */
function isForRequests(release: Release, service: ManifestObject): boolean {
  const { set } = release;
  if (at(service.metadata.annotations, 'prometheus.io/scrape') !== undefined || isScraped(set, service)) return false;
  const own = OWN.flatMap((role) => serviceIn(release, role)?.object ?? []);
  const known = new Set(own.flatMap((one) => portsOf(one.spec)));
  return portsOf(service.spec).some((port) => own.length === 0 || known.has(port));
}

const OWN = ['stable', 'ping'] as const;

// The ports of the pods, but for those that are for metrics by their names.
function portsOf(spec: Plain): string[] {
  return listOf(at(spec, 'ports')).flatMap((port) => {
    const target = wordOf(at(port, 'targetPort') ?? at(port, 'port'));
    return FOR_OPERATIONS.test(`${textOf(at(port, 'name')) ?? ''} ${target}`) ? [] : [target];
  });
}

const FOR_OPERATIONS = /metric|prom|admin|management|health|probe/;

function isScraped(set: ManifestSet, { metadata }: ManifestObject): boolean {
  const labels = new Map<string, Plain>(entriesOf(metadata.labels));
  const monitors = set.derive(monitorsByLabel);
  return [...labels].some((label) => monitors.get(labelText(label))?.some((selector) => selects(selector, labels)));
}

function monitorsByLabel(set: ManifestSet): Map<string, Plain[]> {
  const monitors = new Map<string, Plain[]>();
  for (const { spec } of set.ofKind('ServiceMonitor', 'monitoring.coreos.com')) {
    const selector = at(spec, 'selector', 'matchLabels');
    const [first] = entriesOf(selector);
    if (first !== undefined) addTo(monitors, labelText(first), selector);
  }
  return monitors;
}

function selectorText({ spec }: ManifestObject): string {
  return entriesOf(at(spec, 'selector')).map(labelText).join(', ');
}

function labelText([key, value]: readonly [string, Plain]): string {
  return `${key}=${wordOf(value)}`;
}
