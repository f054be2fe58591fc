import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../src/check/rules';
import { ruleCase } from './rule-case';

/** What the rules about routers say where the line alone does not tell it: rule, manifest, finding, severity and a part of the text. */
const FINDINGS: readonly (readonly [string, string, number, string, string])[] = [
  ['app-mesh-invalid', 'failing-names', 0, 'error', 'never becomes Healthy'],
  ['app-mesh-invalid', 'failing-router', 0, 'warning', 'is not among these files'],
  ['app-mesh-invalid', 'failing-routes', 1, 'error', 'does not send to "shop-canary"'],
  ['app-mesh-invalid', 'failing-routes', 3, 'error', 'none of httpRoute, tcpRoute, http2Route, grpcRoute'],
  ['app-mesh-invalid', 'failing', 0, 'error', 'takes exactly 2'],
  ['gateway-experiment-weight', 'failing', 0, 'error', 'stays in the HTTPRoute'],
  ['gateway-experiment-weight', 'failing-grpc', 0, 'error', 'in HTTPRoutes only'],
  ['gateway-header-routes-off', 'failing-mixed', 0, 'warning', 'TCPRoute "shop"'],
  ['gateway-plugin-unknown-field', 'failing-places', 1, 'warning', 'of the routes in httpRoutes and grpcRoutes'],
  ['gateway-plugin-unknown-field', 'failing-places', 2, 'warning', 'perhaps grpcRoute is meant'],
  ['gateway-plugin-unknown-field', 'failing-places', 3, 'info', 'is not read any more'],
  ['gateway-reference-grant-missing', 'failing', 0, 'warning', 'among these files'],
  ['gateway-reference-grant-missing', 'failing-other', 0, 'error', 'no ReferenceGrant allows it'],
  ['gateway-route-unattached', 'failing-none', 0, 'warning', 'has no parentRefs'],
  ['header-match-many', 'failing', 0, 'info', 'with Istio one of them has to fit'],
  ['header-match-many', 'failing-mixed', 0, 'warning', 'with AWS ALB all headers have to fit'],
  ['header-match-many', 'failing-twice', 0, 'error', 'asks for the header "X-Tester" twice'],
  ['ingress-class-twice', 'failing', 0, 'error', 'the API server refuses to create it'],
  ['ingress-class-twice', 'failing-same', 0, 'warning', 'up to Kubernetes 1.26'],
  ['istio-route-missing', 'failing', 0, 'error', 'has no http route "main" (it has "primary")'],
  ['istio-route-missing', 'failing-connections', 0, 'error', 'at the port 443 for shop.example.com'],
  ['istio-subset-invalid', 'failing', 1, 'warning', 'is no version of the Rollout'],
  ['istio-subset-invalid', 'failing-labels', 1, 'warning', "is the controller's"],
  ['managed-route-name-taken', 'failing', 0, 'error', 'deletes it before the first pod runs'],
  ['managed-route-name-taken', 'failing-list', 0, 'error', 'never moves its weights'],
  ['nginx-canary-annotation-fixed', 'failing-additional', 0, 'warning', 'has no effect'],
  ['route-backend-missing', 'failing', 0, 'error', 'does not send to "shop-canary", the canary version'],
  ['route-backend-missing', 'failing-gateway-apart', 0, 'error', '"shop-canary" beside "shop-stable"'],
  ['route-backend-missing', 'failing-ingress', 1, 'error', 'the rootService of the Rollout "cart"'],
  ['route-missing', 'failing', 0, 'warning', 'no pod is started'],
  ['route-missing', 'failing-complete', 0, 'error', 'does not exist'],
  ['route-missing', 'failing-list', 0, 'warning', 'never becomes Healthy'],
  ['route-weights-omitted', 'failing', 0, 'warning', 'the canary gets 50 % of the requests'],
  ['route-weights-omitted', 'failing-contour', 0, 'error', 'together 0'],
  ['route-weights-omitted', 'failing-values', 2, 'warning', 'no version gets requests'],
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
    ['istio-routes-omitted', 'failing-header', 'set routes to [primary]'],
    ['mapping-defines-weight', 'failing', 'remove the weight'],
    ['traefik-both-groups', 'failing-old-group', 'set apiVersion to traefik.io/v1alpha1'],
  ])('%s mends %s: %s', (id, file, description) => {
    expect(caseOf(id, file).findings[0]?.fix?.description).toBe(description);
  });

  // Whose share the third Service is to have, which class is meant, which of two objects stays: a person decides.
  test.each([
    ['route-weights-omitted', 'failing-apisix'],
    ['ingress-class-twice', 'failing'],
    ['traefik-both-groups', 'failing'],
    ['istio-routes-omitted', 'failing'],
    ['gateway-header-routes-off', 'failing-several'],
  ])('%s does not mend %s', (id, file) => {
    const { findings } = caseOf(id, file);
    expect(findings.map(({ fix }) => fix)).toEqual(findings.map(() => undefined));
  });
});

function caseOf(id: string, file: string) {
  const rule = RULES.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  return ruleCase(rule, join(__dirname, 'rules', id, `${file}.yaml`));
}
