import type { CheckReport, ReportedFinding, ReportedObject } from '../../src/report/check-report';

/** The text of the file of the sample's first findings. */
export const SAMPLE_FILE = `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: success-rate
  namespace: demo
spec:
  metrics:
    - name: success-rate
      count: 2
      failureLimit: 2
      provider:
        prometheus:
          query: sum(rate(http_requests_total{code!~"5.."}[1m])) / sum(rate(http_requests_total[1m])) or vector(1)
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: demo-app
  namespace: demo
spec:
  strategy:
    canary:
      stableService: demo-app-stable
      canaryService: demo-app-canary
      steps:
        - setWeight: 20
        - pause: { duration: 30x }
`;

const TEMPLATE: ReportedObject = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AnalysisTemplate',
  namespace: 'demo',
  name: 'success-rate',
};
const ROLLOUT: ReportedObject = { ...TEMPLATE, kind: 'Rollout', name: 'demo-app' };

/** A finding of which only what matters has to be said. */
export function findingWith(finding: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: 'analysis-never-fails',
    severity: 'error',
    message: 'the metric success-rate can never fail: failureLimit is 2 and count is 2, so at most 2 can fail',
    remedy: 'take a failureLimit from 0 to 1',
    object: TEMPLATE,
    path: 'spec.metrics[0].failureLimit',
    place: { file: 'k8s/demo.yaml', range: { start: { line: 10, column: 21 }, end: { line: 10, column: 22 } } },
    related: [],
    ...finding,
  };
}

/** A report of which only what matters has to be said. */
export function reportWith(findings: readonly ReportedFinding[], report: Partial<CheckReport> = {}): CheckReport {
  return { version: '1.2.3', findings, rules: [], files: 4, objects: 12, hidden: 0, fixed: 0, patches: 0, ...report };
}

/** A report with one of everything. */
export const SAMPLE: CheckReport = reportWith(
  [
    findingWith({
      fix: 'set failureLimit to 1',
      related: [
        {
          file: 'k8s/rollout.yaml',
          range: { start: { line: 21, column: 9 }, end: { line: 21, column: 20 } },
          message: 'the rollout demo-app runs it here',
        },
      ],
    }),
    findingWith({
      rule: 'pause-duration-invalid',
      message: 'pause.duration is "30x": a number of seconds or a number with s, m or h is allowed',
      remedy: 'write 30s',
      object: ROLLOUT,
      path: 'spec.strategy.canary.steps[1].pause.duration',
      place: { file: 'k8s/demo.yaml', range: { start: { line: 27, column: 29 }, end: { line: 27, column: 32 } } },
    }),
    findingWith({
      rule: 'service-missing',
      severity: 'warning',
      message: 'there is no Service demo-app-canary among these files',
      remedy: 'add the Service, or check the folder that has it too',
      object: ROLLOUT,
      path: 'spec.strategy.canary.canaryService',
      place: { file: 'k8s/demo.yaml', range: { start: { line: 24, column: 22 }, end: { line: 24, column: 37 } } },
    }),
    findingWith({
      rule: 'yaml',
      message: 'the document is no YAML: a mapping has two keys "spec"',
      remedy: 'mend the document',
      object: undefined,
      path: '',
      place: { file: 'k8s/broken.yaml' },
    }),
    findingWith({
      rule: 'image-tag-mutable',
      severity: 'info',
      message: 'the image demo:latest may be another one tomorrow',
      remedy: 'name a tag that does not move, or a digest',
      object: ROLLOUT,
      path: 'spec.template.spec.containers[0].image',
      place: { construct: 'demo/rollout/Resource' },
    }),
    findingWith({
      rule: 'step-combines-kinds',
      object: ROLLOUT,
      path: 'spec.strategy.canary.steps[0]',
      waivedBecause: 'the controller of this cluster is patched',
      waivedIn: 'annotation',
    }),
  ],
  {
    hidden: 5,
    rules: [
      {
        id: 'analysis-never-fails',
        severity: 'error',
        what: 'A metric that cannot fail.',
        why: 'The release goes on whatever it measures.',
        remedy: 'take a failureLimit below count',
        source: 'argo-rollouts analysis/analysis.go',
        page: 'docs/rules/analysis-never-fails.md',
      },
      {
        id: 'image-tag-mutable',
        severity: 'info',
        what: 'An image whose tag may move.',
        why: 'Two pods of one version may run different code.',
        remedy: 'name a tag that does not move',
        source: 'the documentation of Kubernetes',
        page: 'https://example.com/rules/image-tag-mutable',
      },
    ],
  },
);
