import { EACH } from '../../manifest/edit';
import type { ManifestObject } from '../../manifest/manifest';
import type { ManifestPath } from '../../manifest/manifest-path';
import { at, isThere, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { tryFindRoute, valuesAt } from '../route-objects';
import type { RouterFacts } from '../router-facts';
import type { RouteBackend, RoutedRollout, RouterModel } from '../router-model';
import { ALB_WRITER, actionServiceOf, ingressesOf, PATHS, USE_ANNOTATION } from './writer';

/** What the ALB can do through Ingresses of the AWS Load Balancer Controller. */
export const ALB_FACTS: RouterFacts = {
  name: 'AWS ALB',
  setHeaderRoute: true,
  // argo-rollouts pkg/apis/rollouts/validation/validation.go.
  headerMatches: 'exact',
  // SetMirrorRoute returns success and does nothing (argo-rollouts rollout/trafficrouting/alb/alb.go).
  setMirrorRoute: false,
  experimentWeight: true,
  // The stable version gets 100 minus the weight, whatever the sum is meant to be.
  maxTrafficWeight: false,
  pingPong: true,
  singular: { ingresses: { field: 'ingress' } },
};

/** The Service ports behind a path, as far as they are of the rollout. */
function backendsBehind(path: Plain, rollout: RoutedRollout): RouteBackend[] {
  const { stableService, canaryService, routing } = rollout;
  const action = actionServiceOf(rollout);
  const service = textOf(at(path, 'backend', 'service', 'name')) ?? '';
  const port = at(path, 'backend', 'service', 'port');
  const split = [stableService, canaryService].flatMap((one) => one ?? []);
  if (![action, ...split].includes(service)) return [];
  const name = textOf(at(port, 'name'));
  if (name !== USE_ANNOTATION) return [{ service, port: numberOf(at(port, 'number')) ?? name }];
  if (service !== action) return [];
  // The name in the rules stands for the annotation, and the ports of that Service do not matter.
  const servicePort = numberOf(at(routing, 'alb', 'servicePort'));
  return [{ service }, ...split.map((one) => ({ service: one, port: servicePort }))];
}

/** The ways to the paths of an Ingress that name a Service. */
function pathsTo({ spec }: ManifestObject, service: string): ManifestPath[] {
  return listOf(at(spec, 'rules')).flatMap((rule, index) =>
    listOf(at(rule, 'http', 'paths')).flatMap((path, number) =>
      at(path, 'backend', 'service', 'name') === service ? [['spec', 'rules', index, 'http', 'paths', number]] : [],
    ),
  );
}

/** All that is known of the ALB. */
export const ALB: RouterModel = {
  folder: 'alb',
  facts: ALB_FACTS,
  requires: {
    // It has weights since before 1.0; spec.ingressClassName and header routes came with 1.4.
    argoRollouts: '1.4',
    fields: { 'alb.ingresses': '1.6' },
    known: ['Argo Rollouts 1.10.2'],
    flags: [
      {
        flag: '--aws-verify-target-group',
        when:
          'requests are counted with CloudWatch (without it `status.alb` stays empty, and the analysis has an argument ' +
          'without a value), or a release has to wait until the load balancer has each weight',
      },
      {
        flag: '--alb-ingress-classes=<class>',
        when: 'the class of the Ingresses is another than `alb`: without it the controller does not notice changes of them',
      },
    ],
    existing: [
      'the AWS Load Balancer Controller with an IngressClass, and for `annotationPrefix` with the same `--annotations-prefix`',
      'for `--aws-verify-target-group` an IAM role of the Argo Rollouts controller that allows `elasticloadbalancing:DescribeTargetGroups`, `DescribeLoadBalancers`, `DescribeListeners`, `DescribeRules`, `DescribeTags` and `DescribeTargetHealth`',
      'for analyses with CloudWatch `cloudwatch:GetMetricData` in that role, and `AWS_REGION` in the environment of the controller',
      'with target type `ip` the label `elbv2.k8s.aws/pod-readiness-gate-inject: enabled` on the namespace, so that a pod counts as ready once the load balancer sends it requests',
      'Argo Rollouts 1.6 for several Ingresses of one rollout',
    ],
    permissions: [],
    countedBy: 'the load balancer, in CloudWatch',
  },
  isWatched: true,
  isIn: (routing) => isThere(at(routing, 'alb')),
  routes: ingressesOf,
  backends: (objects, rollout) =>
    ingressesOf(rollout).flatMap((ingress) =>
      valuesAt(tryFindRoute(objects, rollout, ingress), ['spec', ...PATHS, EACH]).flatMap((path) =>
        backendsBehind(path, rollout),
      ),
    ),
  lacks: (ingress, rollout) => {
    const name = actionServiceOf(rollout);
    const isThereAny = pathsTo(ingress, name).length > 0;
    return name === '' || isThereAny ? [] : [{ path: ['spec', 'rules'], role: 'stable', name, failure: 'invalid' }];
  },
  namesakes: (ingress, _rollout, managedRoute) =>
    pathsTo(ingress, managedRoute).map((path) => ({ path, isDeleted: true })),
  whenMissing: () => 'invalid',
  // The annotations need nothing: Git does not have them, and Argo CD leaves alone what Git does not have.
  ignoreDifferences: (managedRoutes) =>
    managedRoutes.length === 0
      ? []
      : [
          {
            group: 'networking.k8s.io',
            kind: 'Ingress',
            jqPathExpressions: managedRoutes.map(
              (route) => `.spec.rules[]?.http.paths[]? | select(.backend.service.name == "${route}")`,
            ),
          },
        ],
  writer: ALB_WRITER,
};
