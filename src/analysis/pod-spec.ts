import { k8s } from 'cdk8s-plus-28';

/**
 * A pod spec of cdk8s-plus as the cluster takes it.
 *
 * cdk8s-plus keeps quantities and ports in wrapper objects that only its own rendering takes off, and leaves out the
 * protocol of a port, which Argo CD then sees as a difference under server-side apply.
 */
export function toPodSpec(spec: k8s.PodSpec): { [key: string]: unknown } {
  return withProtocols(k8s.toJson_PodSpec(spec) as PodSpecJson);
}

interface PodSpecJson {
  readonly containers?: ContainerJson[];
  readonly initContainers?: ContainerJson[];
}

interface ContainerJson {
  readonly ports?: { readonly protocol?: string }[];
}

function withProtocols(spec: PodSpecJson): { [key: string]: unknown } {
  const withProtocol = (container: ContainerJson): ContainerJson =>
    container.ports === undefined
      ? container
      : { ...container, ports: container.ports.map((port) => ({ ...port, protocol: port.protocol ?? 'TCP' })) };
  return {
    ...spec,
    containers: spec.containers?.map(withProtocol),
    initContainers: spec.initContainers?.map(withProtocol),
  };
}
