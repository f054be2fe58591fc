import { describe, expect } from '@jest/globals';
import { testWithShared } from '../shared-folder';
import { corpusFiles, findingsIn, type Verdict, verdicts } from './corpus';
import { CORPUS_TOTALS } from './corpus-totals';

const test = testWithShared('corpus');

describe('real-world manifests', () => {
  test('are all looked at, with the totals of each rule as they were', () => {
    const totals = new Map<string, number>();
    for (const file of corpusFiles()) {
      for (const { severity, rule } of findingsIn(file)) {
        const key = `${severity} ${rule}`;
        totals.set(key, (totals.get(key) ?? 0) + 1);
      }
    }
    expect(Object.fromEntries([...totals].sort())).toEqual(CORPUS_TOTALS);
  });

  test('are refused where they are invalid on purpose', () => {
    const files = corpusFiles('invalid');
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !findingsIn(file).some(({ severity }) => severity === 'error'))).toEqual([]);
  });

  test('have a finding at each object that the API server or the controller refuses', () => {
    const refused = verdicts('VERDICTS.tsv').filter(isRefused);
    expect(refused.length).toBeGreaterThan(40);
    const missed = refused.filter((verdict) => !isFound(verdict)).map(nameOf);
    expect(missed).toEqual(Object.keys(NOT_FOUND).sort());
  });

  test('have a finding at each object that the controller refuses when its Services are there', () => {
    const refused = verdicts('VERDICTS-with-services.tsv').filter(isRefused);
    const missed = refused.filter((verdict) => !isFound(verdict)).map(nameOf);
    expect(missed).toEqual([]);
  });

  test('have no error at an object that works', () => {
    const good = verdicts('VERDICTS.tsv').filter((verdict) => !isRefused(verdict));
    expect(good.length).toBeGreaterThan(20);
    const alarmed = good
      .flatMap((verdict) => errorsAt(verdict).map(({ rule }) => `${nameOf(verdict)}: ${rule}`))
      .sort();
    expect(alarmed).toEqual(Object.keys(BROKEN_LATER).sort());
  });
});

/** What the API server or the controller refuses and we say nothing of, with the reason. */
const NOT_FOUND: Readonly<Record<string, string>> = {
  'argocd-application/argoproj__argo-rollouts__docs-features-traffic-management-istio.md-yaml-17.yaml Application guestbook':
    'the cluster of the record had no Argo CD, and refused the kind',
  'flagger-canary/fluxcd__flagger__artifacts-examples-istio-abtest.yaml Canary podinfo':
    'the cluster of the record had no Flagger, and refused the kind',
  'flagger-canary/fluxcd__flagger__artifacts-examples-linkerd-canary-steps.yaml Canary podinfo':
    'the cluster of the record had no Flagger, and refused the kind',
};

/** What works when it is first applied, and is an error all the same, with the reason. */
const BROKEN_LATER: Readonly<Record<string, string>> = {
  'job/argoproj__argo-rollouts__examples-analysis-templates.yaml AnalysisTemplate pass: analysis-never-fails':
    'count 1 and failureLimit 1: it passes by its own failure too',
  'job/argoproj__argo-rollouts__examples-cluster-analysis-templates.yaml ClusterAnalysisTemplate always-pass: analysis-never-fails':
    'count 1 and failureLimit 1: it passes by its own failure too',
  'kustomize-golden/argoproj__argo-rollouts__test-kustomize-rollout-rollout.yaml AnalysisTemplate random-fail: analysis-endless-in-step':
    'a step of the Rollout beside it runs the template, which has no count; by itself the template works',
  'prometheus/argoproj__argo-rollouts__docs-analysis-prometheus.md-yaml-2.yaml AnalysisTemplate range-query-example: analysis-never-fails':
    'measured once, and failureLimit is 3',
};

function isRefused({ columns }: Verdict): boolean {
  const { strict = '', apply = '', yaml = '', invalidSpec = '', analysis = '', log = '' } = columns;
  const isOutOfReach = /connection|secrets? .* not found|credentials/.test(analysis);
  return (
    [yaml, strict, apply].some((answer) => answer !== '' && !answer.startsWith('ok')) ||
    invalidSpec !== '' ||
    log.includes('malformed object') ||
    (/rejected|=Error|Error:/.test(analysis) && !isOutOfReach)
  );
}

function isFound({ file, kind, name }: Verdict): boolean {
  return findingsIn(file).some(
    ({ object }) => kind === '' || object === undefined || (object.kind === kind && object.metadata.name === name),
  );
}

function errorsAt({ file, kind, name }: Verdict) {
  return findingsIn(file).filter(
    ({ object, severity }) => severity === 'error' && object?.kind === kind && object.metadata.name === name,
  );
}

function nameOf({ file, kind, name }: Verdict): string {
  return `${file} ${kind} ${name}`.trim();
}
