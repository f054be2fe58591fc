import type { ManifestObject } from '../manifest/manifest';
import { at, isThere, listOf, numberOf, textOf } from '../manifest/plain';
import type { ReleasePods } from '../release/release-pods';

/** A port of a Service. */
export interface ServicePort {
  /**
   * Its number.
   * @default - none that can be read
   */
  readonly port?: number;

  /**
   * Its name.
   * @default - none
   */
  readonly name?: string;

  /**
   * The port of the pods that it leads to: a number where the pods tell what a name stands for.
   * @default - none that can be read
   */
  readonly target?: number | string;

  /** The protocol. */
  readonly protocol: string;
}

/** The ports of a Service, with the names of ports of pods looked up there. */
export function servicePorts(service: ManifestObject, pods: ReleasePods | undefined): ServicePort[] {
  return listOf(at(service.spec, 'ports')).map((value) => {
    const port = numberOf(at(value, 'port'));
    const target = at(value, 'targetPort');
    const named = namedPorts(pods).find((one) => one.name === target)?.port;
    return {
      port,
      name: textOf(at(value, 'name')),
      target: named ?? numberOf(target) ?? textOf(target) ?? port,
      protocol: textOf(at(value, 'protocol')) ?? 'TCP',
    };
  });
}

/** Whether a Service has a port, which routes name by its number or its name. */
export function hasPort(ports: readonly ServicePort[], wanted: number | string): boolean {
  return ports.some(({ port, name }) => (typeof wanted === 'number' ? port : name) === wanted);
}

/** Ports as messages write them, such as `http 80 → 8080/TCP`. */
export function portsText(ports: readonly ServicePort[]): string {
  const texts = ports.map(({ name, port, target, protocol }) =>
    [name, port, '→', `${target}/${protocol}`].filter(isThere).join(' '),
  );
  return texts.length === 0 ? 'none' : texts.sort().join(', ');
}

/** The ports of pods that have a name. */
export function namedPorts(pods: ReleasePods | undefined): { name: string; port?: number }[] {
  const spec = at(pods?.template, 'spec');
  return [...listOf(at(spec, 'containers')), ...listOf(at(spec, 'initContainers'))].flatMap((container) =>
    listOf(at(container, 'ports')).flatMap((value) => {
      const name = textOf(at(value, 'name'));
      return name === undefined ? [] : [{ name, port: numberOf(at(value, 'containerPort')) }];
    }),
  );
}
