import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../src/check/rules';
import { ruleCase } from './rule-case';

/**
 * What the rules about the Rollout, its Services and Argo CD say where the line alone does not tell it: rule, manifest,
 * finding, severity and a part of the text.
 */
const FINDINGS: readonly (readonly [string, string, number, string, string])[] = [
  ['abort-service-flaps', 'failing-endless', 0, 'error', 'without end'],
  ['abort-service-flaps', 'failing', 0, 'warning', 'for 600 s after an abort'],
  ['analysis-no-data-passes', 'failing-graphite', 0, 'warning', 'without data there are no values'],
  ['analysis-provider-invalid', 'failing-requests', 0, 'error', 'the controller asks nobody'],
  ['analysis-provider-invalid', 'failing-requests', 2, 'warning', 'only the first result counts'],
  ['analysis-provider-invalid', 'failing-requests', 9, 'warning', 'marginal 0 can never fail'],
  ['anti-affinity-invalid', 'failing-none', 0, 'error', 'got neither'],
  ['anti-affinity-invalid', 'failing', 0, 'error', 'got both'],
  ['argocd-fights-weights', 'failing-label', 0, 'warning', 'only while it has a label'],
  ['argocd-fights-weights', 'failing', 0, 'warning', 'does not ignore the weights'],
  [
    'argocd-replaces',
    'failing-application',
    0,
    'warning',
    'Service "shop-stable" and Service "shop-canary" and HTTPRoute "shop"',
  ],
  ['blue-green-abort-outage', 'failing', 0, 'error', 'the only gate of this release'],
  ['blue-green-abort-outage', 'failing-chosen', 0, 'warning', 'the only gate of this release'],
  ['blue-green-abort-outage', 'failing-both', 0, 'warning', 'no pods 300 s later'],
  ['canary-scale-invalid', 'failing-contents', 0, 'warning', 'says nothing'],
  ['canary-scale-invalid', 'failing-contents', 2, 'error', 'never be over'],
  ['canary-scale-invalid', 'failing-later', 0, 'warning', 'to 1 of 10 pods: it gets 5 times the requests'],
  ['canary-scale-invalid', 'failing-none', 0, 'error', 'at 0 pods'],
  ['deadline-below-ready', 'failing-default', 0, 'error', '600 by default'],
  ['deadline-below-startup', 'failing-default', 0, 'info', '600 by default'],
  ['deadline-below-startup', 'failing', 0, 'warning', 'may take 600 s to start'],
  ['disruption-budget-blocks', 'failing-all', 0, 'warning', 'is 100%: no pod of Rollout "shop"'],
  ['disruption-budget-blocks', 'failing', 0, 'warning', 'is 4: none of the 4 pods of Rollout "shop"'],
  ['field-ref-invalid', 'failing', 0, 'error', 'of metadata there are'],
  ['field-ref-invalid', 'failing', 1, 'warning', 'no such label'],
  ['hpa-target-missing', 'failing-complete', 0, 'error', 'does not exist in the namespace "shop"'],
  ['hpa-target-missing', 'failing', 0, 'warning', 'is not among these files'],
  ['hpa-target-wrong', 'failing-group', 0, 'error', 'in the group apps'],
  ['kind-unknown', 'failing-group', 0, 'error', 'in the API group apps, it is one of the API group argoproj.io'],
  ['kind-unknown', 'failing-group', 1, 'error', 'in v1, it is one of the API group apps'],
  ['number-negative', 'failing', 0, 'error', 'spec.replicas takes 0 or more'],
  ['number-negative', 'failing', 3, 'warning', 'scaleDownDelaySeconds takes 0 or more'],
  ['pause-duration-invalid', 'failing', 2, 'warning', 'over at once'],
  ['pause-duration-invalid', 'failing', 3, 'warning', '30 hours'],
  ['replica-threshold-invalid', 'failing-basic', 0, 'error', 'wants 2 pods, and the canary has 1'],
  ['replica-threshold-invalid', 'failing-value', 1, 'warning', 'wants 0 %: the steps go on'],
  ['replica-threshold-invalid', 'failing-value', 3, 'warning', 'below 0 is ignored'],
  ['revision-limit-contradicts', 'failing', 0, 'error', 'revisionHistoryLimit is 3:'],
  ['revision-limit-contradicts', 'failing-window', 0, 'warning', 'revisionHistoryLimit is 2:'],
  ['service-missing', 'failing', 0, 'error', 'does not exist'],
  ['service-missing', 'failing-elsewhere', 0, 'warning', 'in the namespace "shop"'],
  ['service-port-mismatch', 'failing', 0, 'error', 'http 8080 → 8080/TCP'],
  ['service-port-mismatch', 'failing-extra', 0, 'warning', 'metrics 9090 → 9090/TCP'],
  ['service-port-mismatch', 'failing-root', 0, 'error', 'the port http 8080, which'],
  ['service-selector-mismatch', 'failing', 0, 'error', 'selects app=shop-canary'],
  ['service-selector-mismatch', 'failing-root', 0, 'info', 'selects app=nothing'],
  ['service-type-unsuitable', 'failing', 0, 'error', 'is an ExternalName'],
  ['service-type-unsuitable', 'failing-headless', 0, 'warning', 'is headless'],
  ['starting-step-out-of-range', 'failing', 0, 'error', 'never runs'],
  ['starting-step-out-of-range', 'failing-edge', 0, 'warning', 'with the last switch'],
  ['starting-step-out-of-range', 'failing-edge', 1, 'warning', 'before the first step'],
  ['step-combines-kinds', 'failing', 0, 'error', 'the controller refuses pause and setWeight'],
  ['step-combines-kinds', 'failing-waits-for-one', 0, 'error', 'whatever the analysis says'],
  ['step-combines-kinds', 'failing-waits-for-one', 1, 'error', 'while the step pauses the plugin'],
  ['step-combines-kinds', 'failing-waits-for-one', 2, 'warning', 'all of them are done'],
  ['strategy-missing', 'failing-null', 0, 'error', '(it has "canary" without a value)'],
  ['surge-is-percentage', 'failing', 1, 'error', 'both count as 0'],
  ['surge-is-percentage', 'failing-router', 0, 'warning', 'counts it as 0'],
  ['weight-unreachable', 'failing-default', 0, 'warning', 'with replicas (by default) 1'],
  ['weights-not-rising', 'failing', 0, 'info', 'at the start'],
  ['weights-not-rising', 'failing', 3, 'info', 'which it is already'],
  ['weights-not-rising', 'failing-long', 0, 'warning', 'steps[3] waits after it'],
  ['weights-not-rising', 'failing-long', 1, 'warning', 'steps[2] waits after it'],
  ['weights-not-rising', 'failing-short', 0, 'info', 'for 60 s'],
  ['weights-without-soak', 'failing-rolling-update', 0, 'warning', 'is a rolling update'],
  ['workload-ref-missing', 'failing', 0, 'warning', 'is not among these files'],
  ['workload-ref-missing', 'failing-complete', 0, 'warning', 'does not exist'],
  ['workload-ref-scale-down', 'failing-never', 0, 'warning', '1 replica, which stays'],
  ['workload-ref-scale-down', 'failing', 0, 'error', 'which counts as never'],
  ['workload-ref-with-template', 'failing-ignored', 0, 'warning', 'is ignored'],
];

/** What is mended: rule, manifest, finding and what the fix does; none where a person has to decide. */
const FIXES: readonly (readonly [string, string, number, string | undefined])[] = [
  ['argocd-respects-ignored', 'failing', 0, 'take RespectIgnoreDifferences=true away'],
  [
    'argocd-respects-ignored',
    'failing-pointer',
    0,
    'put ApplyOutOfSyncOnly=true in the place of RespectIgnoreDifferences=true',
  ],
  ['argocd-respects-ignored', 'failing-others', 0, undefined],
  ['hpa-target-wrong', 'failing-group', 0, 'set apiVersion to argoproj.io/v1alpha1'],
  ['pause-duration-invalid', 'failing', 0, 'write 24h'],
  ['pause-duration-invalid', 'failing', 1, undefined],
  ['pod-template-hash-invalid', 'failing', 0, 'write Latest'],
  ['pod-template-hash-invalid', 'failing', 1, undefined],
  ['workload-ref-scale-down', 'failing', 0, 'set scaleDown to onsuccess'],
  ['workload-ref-scale-down', 'failing-unknown', 0, undefined],
];

describe('what the rules about a Rollout and what stands around it say', () => {
  test.each(FINDINGS)('%s in %s, finding %i: %s, %s', (id, name, index, severity, text) => {
    const finding = findingsIn(id, name)[index];
    expect(finding?.severity).toBe(severity);
    expect(finding?.message).toContain(text);
  });

  test.each(FIXES)('%s in %s, finding %i: --fix says %s', (id, name, index, description) => {
    expect(findingsIn(id, name)[index]?.fix?.description).toBe(description);
  });
});

function findingsIn(id: string, name: string): ReturnType<typeof ruleCase>['findings'] {
  const rule = RULES.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`there is no rule ${id}`);
  return ruleCase(rule, join(__dirname, 'rules', id, `${name}.yaml`)).findings;
}
