import { Chart } from 'cdk8s';
import { Probe } from 'cdk8s-plus-28';
import { CanaryRollout, CanaryScale, CanaryStep, NginxIngress, StableCanaryServices } from 'cdk8s-rollouts';
import type { Construct } from 'constructs';

/** A version that testers reach first, by a header or a cookie, behind ingress-nginx. */
export class NginxHeader extends Chart {
  constructor(scope: Construct, id: string, props: { readonly image: string }) {
    super(scope, id, { namespace: 'user-profile' });

    const services = new StableCanaryServices(this, 'services', {
      name: 'user-profile',
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
    });
    const ingress = new NginxIngress(this, 'ingress', {
      name: 'user-profile-ingress',
      services,
      rules: [{ host: 'user-profile.example.com' }],
      // The header comes before the cookie, whose values are always and never, and both come before the weight.
      canaryByHeader: 'X-Canary',
      canaryByHeaderValue: 'iwantsit',
      canaryByCookie: 'Canary',
    });

    new CanaryRollout(this, 'rollout', {
      metadata: { name: 'user-profile' },
      replicas: 2,
      containers: [
        {
          name: 'user-profile',
          image: props.image,
          portNumber: 8080,
          readiness: Probe.fromHttpGet('/', { port: 8080 }),
          // The published image runs as root.
          securityContext: { ensureNonRoot: false },
        },
      ],
      services,
      trafficRouting: [ingress],
      steps: [
        // One pod for the testers, and no request of anybody else.
        CanaryStep.setCanaryScale(CanaryScale.replicas(1)),
        CanaryStep.pauseUntilPromoted('QA promotes when the testers are content; to take it back, revert it in Git'),
      ],
    });
  }
}
