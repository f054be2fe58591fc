import { Chart, Duration } from 'cdk8s';
import { Deployment, LabelSelector, Service } from 'cdk8s-plus-28';
import { CanaryRollout, Ramp, WorkloadRef, WorkloadScaleDown } from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/**
 * A Deployment that runs already, released by a Rollout from now on.
 *
 * The Deployment keeps the pods' template; its own pods go when those of the Rollout are healthy. Argo CD would start
 * them again: let its Application ignore `/spec/replicas` of the Deployment.
 */
export class ExistingDeployment extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'orders' });

    const labels = { app: 'orders' };
    const deployment = new Deployment(this, 'deployment', {
      metadata: { name: 'orders' },
      podMetadata: { labels },
      select: false,
      containers: [{ image: props.image, portNumber: 8080 }],
    });
    deployment.select(LabelSelector.of({ labels }));

    const rollout = new CanaryRollout(this, 'rollout', {
      metadata: { name: 'orders' },
      replicas: 4,
      workloadRef: WorkloadRef.fromDeployment(deployment, { scaleDown: WorkloadScaleDown.PROGRESSIVELY }),
      steps: Ramp.weights([25, 50, 75], { pause: Duration.minutes(5) }),
    });

    // Without a router the number of pods is the weight, and one Service in front of all of them does the rest.
    new Service(this, 'service', {
      metadata: { name: 'orders' },
      selector: rollout,
      ports: [{ port: 80, targetPort: 8080 }],
    });
  }
}
