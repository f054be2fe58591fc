import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../src/check/rules';
import { ruleCase } from './rule-case';

/** What the rules about routers say where the line alone does not tell it: rule, manifest, finding, severity and a part of the text. */
const FINDINGS: readonly (readonly [string, string, number, string, string])[] = [
  ['alb-backend-invalid', 'failing', 0, 'error', 'the weights are not asked'],
  ['alb-backend-invalid', 'failing-beside', 0, 'warning', 'the weights are not asked'],
  ['alb-header-route-everywhere', 'failing', 0, 'warning', 'requests to docs.example.com/ (to "docs") with the header'],
  ['alb-header-route-everywhere', 'failing-several', 0, 'warning', ' and one path more with the header'],
  ['alb-ingress-without-annotation', 'failing', 0, 'warning', 'unless whoever applies it adds one'],
  ['app-mesh-invalid', 'failing-names', 0, 'error', 'never becomes Healthy'],
  ['app-mesh-invalid', 'failing-router', 0, 'warning', 'is not among these files'],
  ['app-mesh-invalid', 'failing-routes', 1, 'error', 'does not send to "shop-canary"'],
  ['app-mesh-invalid', 'failing-routes', 3, 'error', 'none of httpRoute, tcpRoute, http2Route, grpcRoute'],
  ['app-mesh-invalid', 'failing-routes', 4, 'error', 'has 0 weightedTargets'],
  ['app-mesh-invalid', 'failing', 0, 'error', 'takes exactly 2'],
  ['gateway-experiment-weight', 'failing', 0, 'error', 'stays in the HTTPRoute'],
  ['gateway-experiment-weight', 'failing-grpc', 0, 'error', 'in HTTPRoutes only'],
  ['gateway-extra-backend', 'failing', 0, 'warning', 'keeps 33 % of the requests'],
  ['gateway-extra-backend', 'failing-deleted', 0, 'error', 'deletes it at its first write'],
  ['gateway-header-route-too-many', 'failing', 0, 'error', 'adds 9 rules to the HTTPRoute "shop", which has 9'],
  ['gateway-header-route-too-many', 'failing-second', 0, 'error', 'adds 5 rules to the HTTPRoute "shop", which has 13'],
  ['gateway-header-routes-off', 'failing-mixed', 0, 'warning', 'TCPRoute "shop"'],
  ['gateway-header-routes-replace', 'failing', 0, 'error', 'asks for the same'],
  ['gateway-header-routes-replace', 'failing-removed', 0, 'error', 'removes all of them'],
  ['gateway-plugin-unknown-field', 'failing-kinds', 0, 'warning', 'perhaps httpRoutes is meant'],
  ['gateway-plugin-unknown-field', 'failing-kinds', 1, 'warning', 'perhaps grpcRoute is meant'],
  ['gateway-plugin-unknown-field', 'failing-kinds', 2, 'warning', 'perhaps disableInProgressLabel is meant'],
  ['gateway-plugin-unknown-field', 'failing-kinds', 3, 'warning', 'perhaps tcpRouteSelector is meant'],
  ['gateway-plugin-unknown-field', 'failing-places', 1, 'warning', 'of the routes in httpRoutes and grpcRoutes'],
  ['gateway-plugin-unknown-field', 'failing-places', 2, 'warning', 'perhaps grpcRoute is meant'],
  ['gateway-plugin-unknown-field', 'failing-places', 3, 'info', 'is not read any more'],
  ['gateway-reference-grant-missing', 'failing', 0, 'warning', 'among these files'],
  ['gateway-reference-grant-missing', 'failing-other', 0, 'error', 'no ReferenceGrant allows it'],
  ['gateway-route-repeats', 'failing', 1, 'warning', 'before in its experimental channel'],
  ['gateway-route-repeats', 'failing-names', 0, 'error', 'the Gateway API refuses from 1.7 on'],
  ['gateway-route-repeats', 'failing-parents', 0, 'error', 'once with a sectionName and once without'],
  ['gateway-route-repeats', 'failing-parents', 1, 'error', 'with the same sectionName or none'],
  ['gateway-route-repeats', 'failing-parents', 2, 'warning', 'the standard channel of the Gateway API refuses'],
  ['gateway-route-unattached', 'failing-protocol', 0, 'error', 'takes no TCPRoute at its listeners (protocol HTTP'],
  ['gateway-route-unattached', 'failing-none', 0, 'warning', 'has no parentRefs'],
  ['header-match-many', 'failing', 0, 'info', 'with Istio one of them has to fit'],
  ['header-match-many', 'failing-mixed', 0, 'warning', 'with AWS ALB all headers have to fit'],
  ['header-match-many', 'failing-twice', 0, 'error', 'asks for the header "X-Tester" twice'],
  ['ingress-class-twice', 'failing', 0, 'error', 'the API server refuses to create it'],
  ['ingress-class-twice', 'failing-same', 0, 'warning', 'up to Kubernetes 1.26'],
  ['ingress-one-or-many', 'failing-empty', 0, 'error', 'stableIngresses is empty, and nginx has neither'],
  ['istio-route-missing', 'failing', 0, 'error', 'has no http route "main" (it has "primary")'],
  ['istio-route-missing', 'failing-connections', 0, 'error', 'at the port 443 for shop.example.com'],
  ['istio-route-missing', 'failing-empty-list', 0, 'error', 'panics'],
  ['istio-route-missing', 'failing-step', 0, 'error', '"spec.http not found"'],
  ['istio-routes-omitted', 'failing-mirror', 0, 'error', 'while the mirror route of steps[1] is set'],
  ['istio-routes-unnamed', 'failing', 0, 'error', '2 http routes of the VirtualService "shop" have no name'],
  ['istio-routes-unnamed', 'failing-same', 0, 'error', 'have the name "images"'],
  ['istio-subset-invalid', 'failing', 1, 'warning', 'is no version of the Rollout'],
  ['istio-subset-invalid', 'failing-twice', 0, 'error', 'Istio refuses it from 1.22 on'],
  ['istio-subset-invalid', 'failing-name', 0, 'error', 'got "canary_v2"'],
  ['istio-subset-invalid', 'failing-labels', 1, 'warning', "is the controller's"],
  ['managed-route-name-taken', 'failing', 0, 'error', 'deletes it before the first pod runs'],
  ['managed-route-name-taken', 'failing-list', 0, 'error', 'never moves its weights'],
  ['max-traffic-weight-unsupported', 'failing-below', 0, 'warning', 'ingress-nginx counts to 100 unless it is more'],
  ['nginx-canary-annotation-fixed', 'failing-additional', 0, 'warning', 'has no effect'],
  ['nginx-canary-annotation-fixed', 'failing-additional', 1, 'warning', 'gives the canary 100 of 1000'],
  ['nginx-canary-annotation-fixed', 'failing', 0, 'warning', 'has no effect'],
  ['nginx-canary-annotation-fixed', 'failing-canary-total', 1, 'warning', 'gives the canary 100 of 1000'],
  ['nginx-canary-annotation-fixed', 'failing-total', 0, 'warning', 'has no effect'],
  ['nginx-foreign-path', 'failing', 0, 'info', 'once the Ingress "shop" is deleted and made anew'],
  ['route-backend-missing', 'failing', 0, 'error', 'does not send to "shop-canary", the canary version'],
  ['route-backend-missing', 'failing-gateway-apart', 0, 'error', '"shop-canary" beside "shop-stable"'],
  ['route-backend-missing', 'failing-ingress', 1, 'error', 'the rootService of the Rollout "cart"'],
  ['route-left-out', 'failing-istio', 0, 'warning', 'does not list it in routes'],
  ['route-left-out', 'failing-istio', 1, 'warning', 'does not name it'],
  ['route-missing', 'failing', 0, 'warning', 'no pod is started'],
  ['route-missing', 'failing-complete', 0, 'error', 'does not exist'],
  ['route-missing', 'failing-list', 0, 'warning', 'never becomes Healthy'],
  ['route-service-missing', 'failing', 0, 'warning', 'is not among these files (that of the Rollout is in "shop")'],
  ['route-service-missing', 'failing-traefik', 0, 'warning', 'all requests to it are answered with 404'],
  ['route-weights-omitted', 'failing', 0, 'warning', 'the canary gets 50 % of the requests'],
  ['route-weights-omitted', 'failing-istio', 0, 'error', 'Istio refuses the VirtualService'],
  ['route-weights-omitted', 'failing-contour', 0, 'error', 'together 0'],
  ['route-weights-omitted', 'failing-values', 2, 'warning', 'no version gets requests'],
  ['router-crd-unserved', 'failing', 0, 'error', 'is served as v1alpha4, and the controller asks for v1alpha1'],
  ['router-crd-unserved', 'failing-tcp', 0, 'error', 'TrafficRoutingError'],
  ['router-crd-unserved', 'failing-others', 0, 'error', 'InvalidSpec'],
  ['services-without-router', 'failing', 0, 'error', 'Ingress "shop" sends requests to it'],
  ['services-without-router', 'failing-anywhere', 0, 'error', 'Ingress "shop" sends requests to it'],
  ['services-without-router', 'failing-elsewhere', 0, 'warning', 'the old pods alone'],
  ['services-without-router', 'failing', 1, 'warning', 'the new pods alone'],
  ['step-unsupported-by-router', 'failing-plugin-before', 0, 'error', 'Argo Rollouts 1.9 refuses with plugin'],
  ['traefik-both-groups', 'failing', 0, 'error', 'there is another one of traefik.io'],
  ['traefik-both-groups', 'failing-both-read', 0, 'warning', 'is there in two groups'],
  ['traefik-both-groups', 'failing-default', 0, 'warning', 'Argo Rollouts 1.9 writes by default'],
  ['traefik-both-groups', 'failing-flag', 0, 'error', 'the flag --traefik-api-group says'],
  ['traefik-both-groups', 'failing-old-group', 0, 'warning', 'take traefik.io'],
  ['traefik-empty-service', 'failing', 0, 'error', 'not given'],
  ['traefik-empty-service', 'failing-unknown', 0, 'info', 'has to run with'],
  ['traefik-ingress-route-bypasses', 'failing', 0, 'warning', 'no IngressRoute sends here'],
  ['traefik-ingress-route-bypasses', 'failing-complete', 0, 'error', 'no IngressRoute sends here'],
];

describe('a rule about a router', () => {
  test.each(FINDINGS)('%s says of %s, finding %i, with severity %s: %s', (id, file, index, severity, text) => {
    const { findings } = caseOf(id, file);
    expect(findings[index]?.message).toContain(text);
    expect(findings[index]?.severity).toBe(severity);
  });

  test.each([
    ['route-weights-omitted', 'failing', 'set the weight of "shop-stable" to 100 and that of "shop-canary" to 0'],
    ['gateway-plugin-name', 'failing', 'rename argoproj-labs/gatewayapi to argoproj-labs/gatewayAPI'],
    ['gateway-plugin-unknown-field', 'failing', 'remove serviceName'],
    ['ingress-class-twice', 'failing-same', 'remove the annotation kubernetes.io/ingress.class'],
    ['ingress-path-type-missing', 'failing', 'set pathType to Prefix'],
    ['istio-routes-omitted', 'failing-header', 'set routes to [primary]'],
    ['mapping-defines-weight', 'failing', 'remove the weight'],
    ['traefik-both-groups', 'failing-old-group', 'set apiVersion to traefik.io/v1alpha1'],
  ])('%s mends %s: %s', (id, file, description) => {
    expect(caseOf(id, file).findings[0]?.fix?.description).toBe(description);
  });

  // Whose share the third Service is to have, which class is meant, how an expression is compared, which of two objects
  // stays: a person decides.
  test.each([
    ['route-weights-omitted', 'failing-apisix'],
    ['ingress-class-twice', 'failing'],
    ['ingress-path-type-missing', 'failing-expression'],
    ['traefik-both-groups', 'failing'],
    ['istio-routes-omitted', 'failing'],
    ['gateway-header-routes-off', 'failing-several'],
  ])('%s does not mend %s', (id, file) => {
    const { findings } = caseOf(id, file);
    expect(findings.map(({ fix }) => fix)).toEqual(findings.map(() => undefined));
  });
});

test.each(['failing-plugin', 'failing-plugin-name'])(
  'a plugin beside the routers is told to stand below plugins: %s',
  (file) => {
    const [finding] = caseOf('router-missing', file).findings;
    expect(finding?.remedy).toBe('write it as a plugin: plugins: {argoproj-labs/gatewayAPI: …}');
  },
);

function caseOf(id: string, file: string) {
  const rule = RULES.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  return ruleCase(rule, join(__dirname, 'rules', id, `${file}.yaml`));
}
