import { dnsLabelProblems, dnsSubdomainProblems, hostnameProblems, namespaceText, quote } from '../../validation/names';
import { wholeNumberProblems } from '../../validation/numbers';
import { repeated } from '../../validation/repeated';
import { backendPortProblems } from '../version-services';
import { type Split, trySplit } from './split';
import type { IstioHttpRoute, IstioTlsRoute, VirtualServiceProps } from './virtual-service-props';
import { hostsOf, httpRoutesOf } from './virtual-service-spec';

/** What is wrong with the props of a VirtualService, as a list of problems. */
export function virtualServiceProblems(props: VirtualServiceProps, namespace: string | undefined): string[] {
  const split = trySplit(props);
  return [
    ...dnsLabelProblems('name', props.name),
    ...(split === undefined
      ? [`it splits between one thing, services, pingPong or destinationRule, got ${given(props)}: give it just one`]
      : [...namespaceProblems(split, namespace), ...portProblems(props, split)]),
    ...hostProblems(props),
    ...gatewayProblems(props),
    ...httpProblems(props),
    ...otherHttpProblems(props, split),
    ...tlsProblems(props, split === undefined ? (props.hosts ?? []) : hostsOf(props, split, namespace)),
    ...tcpProblems(props),
  ];
}

function given({ services, pingPong, destinationRule }: VirtualServiceProps): string {
  const names = Object.entries({ services, pingPong, destinationRule }).flatMap(([name, one]) =>
    one === undefined ? [] : [name],
  );
  return names.length === 0 ? 'none of them' : names.join(' and ');
}

function namespaceProblems({ stable }: Split, namespace: string | undefined): string[] {
  const home = stable.service.metadata.namespace;
  if (home === namespace || (home !== undefined && namespace !== undefined)) return [];
  return [
    `the VirtualService is in ${namespaceText(namespace)}, the Services are in ${namespaceText(home)}: across namespaces both ` +
      'have to be known, set the namespace of both charts',
  ];
}

function portProblems(props: VirtualServiceProps, split: Split): string[] {
  const own = props.port === undefined ? [] : backendPortProblems(split, props.port);
  if (own.length > 0) return own;
  const isDefault = props.http === undefined;
  return [
    ...httpRoutesOf(props).flatMap(({ port }, index) =>
      backendPortProblems(split, port ?? props.port, isDefault ? 'port' : `http[${index}].port`),
    ),
    ...(['tls', 'tcp'] as const).flatMap((list) =>
      (props[list] ?? []).flatMap(({ servicePort }, index) =>
        backendPortProblems(split, servicePort ?? props.port, `${list}[${index}].servicePort`),
      ),
    ),
  ];
}

function hostProblems({ hosts, destinationRule, gateways = ['mesh'] }: VirtualServiceProps): string[] {
  if (hosts === undefined) {
    return destinationRule === undefined
      ? ['hosts is missing: name the hosts whose requests are split, such as "shop.example.com"']
      : [];
  }
  if (hosts.length === 0) return ['hosts is empty: name at least one, such as "shop.example.com"'];
  return hosts.flatMap((host, index) => {
    if (host !== '*') return hostnameProblems(`hosts[${index}]`, host);
    return gateways.includes('mesh')
      ? [
          `hosts[${index}] is "*", which Istio takes at Gateways only: name the hosts, or Gateways without "mesh" in gateways`,
        ]
      : [];
  });
}

function gatewayProblems({ gateways }: VirtualServiceProps): string[] {
  if (gateways === undefined) return [];
  if (gateways.length === 0) return ['gateways is empty: name at least one, or leave it out for the sidecars'];
  return gateways.flatMap((gateway, index) => {
    const what = `gateways[${index}]`;
    const [name = '', namespace, ...more] = gateway.split('/').reverse();
    if (more.length > 0) return [`${what} takes "name" or "namespace/name", got ${quote(gateway)}`];
    return [
      ...dnsSubdomainProblems(what, name),
      ...(namespace === undefined ? [] : dnsLabelProblems(`the namespace of ${what}`, namespace)),
    ];
  });
}

function httpProblems(props: VirtualServiceProps): string[] {
  const { http = [], otherHttp = [] } = props;
  const names = [...httpRoutesOf(props), ...otherHttp].flatMap(({ name }) => (name === undefined ? [] : [name]));
  return [
    ...(props.http?.length === 0
      ? ['http is empty: name a route, or leave it out for one that is named "primary"']
      : []),
    ...repeated(names).map(
      (name) =>
        `two HTTP routes are named ${quote(name)}: the controller would find the first alone, give them two names`,
    ),
    ...http.flatMap((route, index) => httpRouteProblems(`http[${index}]`, route, index === http.length - 1)),
  ];
}

function httpRouteProblems(what: string, { name, match, timeout }: IstioHttpRoute, isLast: boolean): string[] {
  return [
    ...(name.trim() === '' ? [`${what}.name is empty: the controller finds a route by its name, give it one`] : []),
    ...(match?.length === 0 ? [`${what}.match is empty: say what fits, or leave it out for all requests`] : []),
    ...(match === undefined && !isLast
      ? [`${what} has no match, so those behind it get no request: give it one, or put it last`]
      : []),
    ...(timeout === undefined || (timeout.toMilliseconds() > 0 && Number.isInteger(timeout.toMilliseconds()))
      ? []
      : [`${what}.timeout takes whole milliseconds, at least 1, got ${timeout.toMilliseconds()}ms`]),
  ];
}

function otherHttpProblems({ otherHttp }: VirtualServiceProps, split: Split | undefined): string[] {
  if (otherHttp === undefined) return [];
  if (otherHttp.length === 0) return ['otherHttp is empty: leave it out'];
  return otherHttp.flatMap(({ name = '', match = [], route = [] }, index) => {
    const what = `otherHttp[${index}]`;
    const ours = route.filter(({ destination }) => split !== undefined && isOurs(destination.host, split));
    return [
      ...(name.trim() === ''
        ? [`${what}.name is missing: the controller doubles routes without one, give it one`]
        : []),
      ...(match.length === 0
        ? [`${what} has no match, so it takes all requests before those of http: give it one`]
        : []),
      ...ours.map(
        ({ destination }) =>
          `${what} sends to ${quote(destination.host)}, and its weights would stay as they are through every release: put it ` +
          'into http',
      ),
    ];
  });
}

function isOurs(host: string, { stable, canary }: Split): boolean {
  const [name, namespace] = host.split('.');
  return [stable.service, canary.service].some(
    ({ name: ours, metadata }) =>
      name === ours &&
      (namespace === undefined || metadata.namespace === undefined || namespace === metadata.namespace),
  );
}

function tlsProblems({ tls }: VirtualServiceProps, hosts: readonly string[]): string[] {
  if (tls === undefined) return [];
  if (tls.length === 0) return ['tls is empty: name a route, or leave it out'];
  const asked = tls.flatMap(({ port, sniHosts }) =>
    [...new Set(sniHosts)].map((host) => `${quote(host)} on port ${port}`),
  );
  return [
    ...repeated(asked).map((one) => `two routes of tls are for ${one}: Istio takes the first alone, leave one out`),
    ...tls.flatMap((route, index) => tlsRouteProblems(`tls[${index}]`, route, hosts)),
  ];
}

function tlsRouteProblems(what: string, { port, sniHosts }: IstioTlsRoute, hosts: readonly string[]): string[] {
  return [
    ...wholeNumberProblems(`${what}.port`, port, 1, 65535),
    ...(sniHosts.length === 0 ? [`${what}.sniHosts is empty: name at least one host`] : []),
    ...repeated(sniHosts).map(
      (host) =>
        `${what}.sniHosts has ${quote(host)} twice: the controller would not find the route again, leave one out`,
    ),
    ...sniHosts
      .filter((sni) => !hosts.some((host) => covers(host, sni)))
      .map(
        (sni) => `${what}.sniHosts has ${quote(sni)}, which is none of the hosts (${hosts.join(', ')}): add it there`,
      ),
  ];
}

function covers(host: string, sni: string): boolean {
  return host === sni || host === '*' || (host.startsWith('*.') && sni.endsWith(host.slice(1)));
}

function tcpProblems({ tcp }: VirtualServiceProps): string[] {
  if (tcp === undefined) return [];
  if (tcp.length === 0) return ['tcp is empty: name a route, or leave it out'];
  return [
    ...repeated(tcp.map(({ port }) => port)).map(
      (port) => `two routes of tcp are for port ${port}: Istio takes the first alone, leave one out`,
    ),
    ...tcp.flatMap(({ port }, index) => wholeNumberProblems(`tcp[${index}].port`, port, 1, 65535)),
  ];
}
