import { ApiObject, type ApiObjectMetadata, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { requireCheckedApp } from '../../check/app-check';
import { labelProblems } from '../../validation/names';
import { throwProblems } from '../../validation/problems';
import { monitorNameProblems, otherNamespace } from './monitor-metadata';
import { endpointProblems, type ScrapedEndpoint, toEndpoint } from './scraped-endpoint';
import { selectedServiceProblems } from './selected-service-problems';

/** Props of `ServiceMonitor`. */
export interface ServiceMonitorProps extends ScrapedEndpoint {
  /**
   * The metadata of the ServiceMonitor; its name is required. The operator takes only those that the
   * `serviceMonitorSelector` of its Prometheus selects: kube-prometheus-stack wants the label `release` with the name of
   * its Helm release.
   */
  readonly metadata: ApiObjectMetadata;

  /** The labels of the one Service whose pods are scraped; at least one. */
  readonly matchLabels: { readonly [key: string]: string };

  /**
   * The namespace of the Service.
   * @default - that of the ServiceMonitor
   */
  readonly serviceNamespace?: string;

  /** The name of the port of the Service that has the metrics. */
  readonly port: string;

  /**
   * Labels of the pods that their metrics get.
   * @default - none
   */
  readonly podTargetLabels?: string[];
}

/**
 * A ServiceMonitor of the Prometheus Operator: has Prometheus scrape the pods behind a Service, such as those of an
 * Ingress controller.
 *
 * Make one for a controller that several applications share, not one in each: what is scraped twice is counted twice.
 * For the pods of a rollout take a `PodMonitor`: while no release is under way both its Services select the same pods,
 * and during one each selects one version only.
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 */
export class ServiceMonitor extends Construct {
  /** @throws if the name, a label or the port is missing, or a value is out of range. */
  constructor(scope: Construct, id: string, props: ServiceMonitorProps) {
    super(scope, id);
    throwProblems(this, problems(props));
    const { metadata, matchLabels, serviceNamespace, port, podTargetLabels } = props;
    const object: ApiObject = new ApiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata,
      spec: {
        selector: { matchLabels },
        namespaceSelector: Lazy.any({ produce: () => otherNamespace(object, serviceNamespace) }),
        podTargetLabels: podTargetLabels?.length === 0 ? undefined : podTargetLabels,
        endpoints: [{ port, ...toEndpoint(props) }],
      },
    });
    this.node.addValidation({
      validate: () => selectedServiceProblems(this, matchLabels, serviceNamespace ?? object.metadata.namespace),
    });
    requireCheckedApp(this);
  }
}

function problems(props: ServiceMonitorProps): string[] {
  const { metadata, matchLabels, port } = props;
  return [
    ...monitorNameProblems(metadata),
    ...(Object.keys(matchLabels).length === 0
      ? ['matchLabels is empty, which selects every Service of the namespace: name the labels of one']
      : Object.entries(matchLabels).flatMap(([key, value]) => labelProblems('matchLabels', key, value))),
    ...(port === '' ? ['port is empty: name the port of the Service that has the metrics'] : []),
    ...endpointProblems(props),
  ];
}
