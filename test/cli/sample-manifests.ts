/** A Rollout that can never replace a pod: an error. */
export const STUCK = `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec: { containers: [{ name: shop, image: 'shop:1.0.0' }] }
  strategy:
    canary:
      maxSurge: 0
      maxUnavailable: 0
      steps: [{ setWeight: 50 }, { pause: { duration: 1h } }]
`;

/** The same, with nothing to complain about. */
export const FINE = STUCK.replace('maxSurge: 0', 'maxSurge: 1');

/** A template with two conditions that nobody asks, which can be mended, and an information. */
export const SMOKE = `# the gate of the shop
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: smoke }
spec:
  metrics:
    - name: smoke   # a job
      failureLimit: 0
      count: 1
      successCondition: result == 1
      failureCondition: result == 0
      provider:
        job:
          spec:
            backoffLimit: 0
            template:
              spec:
                restartPolicy: Never
                containers: [{ name: a, image: 'a:1.0.0' }]
`;

/** The same, mended. */
export const MENDED = SMOKE.replace(/ {6}(success|failure)Condition.*\n/g, '');

/** A Rollout with a Service that is not there. */
export const LONELY = FINE.replace('    canary:\n', '    canary:\n      canaryService: shop-canary\n');

/** No YAML. */
export const BROKEN = 'kind: [Rollout\n';
