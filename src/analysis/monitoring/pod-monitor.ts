import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { requireCheckedApp } from '../../check/app-check';
import { constructsInApp } from '../../validation/app-constructs';
import { throwProblems } from '../../validation/problems';
import { monitorNameProblems, otherNamespace } from './monitor-metadata';
import { podEndpointProblems, scrapedPortProblems, scrapedTwiceProblems } from './pod-monitor-problems';
import type { PodMonitorProps } from './pod-monitor-props';
import { toEndpoint } from './scraped-endpoint';

/** The label by which the controller tells the pods of the versions apart. */
const POD_HASH_LABEL = 'rollouts-pod-template-hash';

/**
 * A PodMonitor of the Prometheus Operator: has Prometheus scrape the pods of both versions of a rollout.
 *
 * The metrics get the label `rollouts_pod_template_hash`, which `PodRequests` and `AnalysisArgument.canaryHash` tell the
 * versions apart by. One is enough for a rollout; through its Services each pod would be scraped twice while no release
 * is under way, as both select the same pods then.
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor
 */
export class PodMonitor extends Construct {
  private readonly props: PodMonitorProps;

  /** @throws if the name is missing, not exactly one port is given, or the path or the interval is out of range. */
  constructor(scope: Construct, id: string, props: PodMonitorProps) {
    super(scope, id);
    throwProblems(this, [...monitorNameProblems(props.metadata), ...podEndpointProblems(props)]);
    this.props = props;
    const { metadata, selector, port, portNumber, podTargetLabels = [] } = props;
    const object = new ApiObject(this, 'Resource', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata,
      spec: {
        // Labels can be added later.
        selector: Lazy.any({ produce: () => selector.toPodSelectorConfig().labelSelector._toKube() }),
        namespaceSelector: Lazy.any({
          produce: () => otherNamespace(object, selector.toPodSelectorConfig().namespaces?.names?.[0]),
        }),
        podTargetLabels: [...new Set([POD_HASH_LABEL, ...podTargetLabels])],
        podMetricsEndpoints: [{ port, portNumber, ...toEndpoint(props) }],
      },
    });
    this.node.addValidation({
      validate: () => [...scrapedPortProblems(props), ...scrapedTwiceProblems(props, this.others())],
    });
    requireCheckedApp(this);
  }

  private others(): { readonly path: string; readonly props: PodMonitorProps }[] {
    return constructsInApp(this, PodMonitor)
      .filter((one) => one.node.path < this.node.path)
      .map((one) => ({ path: one.node.path, props: one.props }));
  }
}
