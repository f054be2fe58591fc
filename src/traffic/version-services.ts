import type { ApiObject } from 'cdk8s';
import { PingPongServices } from '../services/ping-pong-services';
import type { StableCanaryServices } from '../services/stable-canary-services';
import { wholeNumberProblems } from '../validation/numbers';

/** The two Services that a router splits between, of either kind. */
export type VersionServices = StableCanaryServices | PingPongServices;

/** The Service that the weight 100 in Git is for: the stable one, or the ping of a pair. */
export function firstService(services: VersionServices): ApiObject {
  return services instanceof PingPongServices ? services.ping : services.stable;
}

/** The Service that the weight 0 in Git is for: the canary's, or the pong of a pair. */
export function secondService(services: VersionServices): ApiObject {
  return services instanceof PingPongServices ? services.pong : services.canary;
}

/** The names of the Services as they are told in a message. */
export function versionNames(services: VersionServices | undefined): string {
  if (services === undefined) return 'others';
  return `"${firstService(services).name}" and "${secondService(services).name}"`;
}

/** What offers the ports that a router sends to: two Services of the same ports, or one. */
export type PortsOffered = Pick<VersionServices, 'ports'>;

/** What is wrong with the port that a router sends to, as a list of problems. */
export function backendPortProblems(services: PortsOffered, port: number | undefined, what = 'port'): string[] {
  const offered = services.ports.map((one) => one.port);
  if (port === undefined) {
    return offered.length === 1
      ? []
      : [`${what} is missing: the Services offer ${offered.join(', ')}, say which one is meant`];
  }
  if (offered.includes(port)) return [];
  const range = wholeNumberProblems(what, port, 1, 65535);
  return range.length > 0 ? range : [`${what} takes a port of the Services (${offered.join(', ')}), got ${port}`];
}

/** The port that a router sends to: the one that is given, or the only one of the Services. */
export function backendPort(services: PortsOffered, port: number | undefined): number {
  const [only] = services.ports;
  if (port !== undefined) return port;
  if (only === undefined) throw new Error('the Services have no port');
  return only.port;
}
