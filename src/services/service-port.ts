import { Protocol } from 'cdk8s-plus-28';
import { dnsLabelProblems } from '../validation/names';
import { wholeNumberProblems } from '../validation/numbers';
import { repeated } from '../validation/repeated';

/** A port that a Service offers, and the container port behind it. */
export interface ServicePort {
  /**
   * The name of the port, a DNS-1123 label.
   * @default - none; required as soon as there is more than one port
   */
  readonly name?: string;

  /** The port the Service listens on, 1 to 65535. */
  readonly port: number;

  /**
   * The container port behind it, 1 to 65535. A container of the rollout has to expose it.
   * @default - the same number as `port`
   */
  readonly targetPort?: number;

  /**
   * The transport protocol.
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;
}

const MAX_PORT = 65535;

/** What is wrong with the ports of a Service, as a list of problems. */
export function servicePortProblems(ports: readonly ServicePort[]): string[] {
  if (ports.length === 0) return ['ports is empty: a Service needs at least one port'];
  return [
    ...ports.flatMap((port, index) => onePortProblems(`ports[${index}]`, port, ports.length > 1)),
    ...repeated(ports.flatMap(({ name }) => (name === undefined ? [] : [name]))).map(
      (name) => `two ports are named "${name}": give each its own name`,
    ),
    ...repeated(ports.map((port) => `${port.port}/${protocolOf(port)}`)).map(
      (port) => `port ${port} is listed twice: a Service offers each port once`,
    ),
  ];
}

/** The ports of a Service as Kubernetes takes them, with every default written out. */
export function toServicePorts(ports: readonly ServicePort[]): { [key: string]: unknown }[] {
  return ports.map((port) => ({
    name: port.name,
    port: port.port,
    protocol: protocolOf(port),
    targetPort: targetPortOf(port),
  }));
}

/** The container port behind a port of a Service. */
export function targetPortOf(port: ServicePort): number {
  return port.targetPort ?? port.port;
}

function protocolOf(port: ServicePort): Protocol {
  return port.protocol ?? Protocol.TCP;
}

function onePortProblems(what: string, port: ServicePort, nameNeeded: boolean): string[] {
  if (nameNeeded && port.name === undefined) return [`${what}.name is missing: with several ports each needs a name`];
  return [
    ...(port.name === undefined ? [] : dnsLabelProblems(`${what}.name`, port.name)),
    ...wholeNumberProblems(`${what}.port`, port.port, 1, MAX_PORT),
    ...wholeNumberProblems(`${what}.targetPort`, targetPortOf(port), 1, MAX_PORT),
  ];
}
