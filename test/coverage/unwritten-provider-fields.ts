const PROVIDER = 'AnalysisTemplate.spec.metrics[].provider';
const SEVERAL_PODS = 'one pod says how a measurement went, and several would leave open how many of them have to';
const SELECTOR = 'Kubernetes selects the pods of a Job by labels of its own';

/** The fields of a provider that no construct writes, each with all that is below it, and why. */
export const UNWRITTEN_PROVIDER_FIELDS: Readonly<Record<string, string>> = {
  [`${PROVIDER}.web.authentication.sigv4`]:
    'the controller signs requests to Amazon Managed Prometheus only (argo-rollouts metricproviders/prometheus)',
  [`${PROVIDER}.job.spec.completions`]: SEVERAL_PODS,
  [`${PROVIDER}.job.spec.parallelism`]: SEVERAL_PODS,
  [`${PROVIDER}.job.spec.completionMode`]: SEVERAL_PODS,
  [`${PROVIDER}.job.spec.backoffLimitPerIndex`]: SEVERAL_PODS,
  [`${PROVIDER}.job.spec.maxFailedIndexes`]: SEVERAL_PODS,
  [`${PROVIDER}.job.spec.successPolicy`]: SEVERAL_PODS,
  [`${PROVIDER}.job.spec.manualSelector`]: SELECTOR,
  [`${PROVIDER}.job.spec.selector`]: SELECTOR,
  [`${PROVIDER}.job.spec.podFailurePolicy`]: 'cdk8s-plus has no props for it; a JSON patch of the template takes it',
  [`${PROVIDER}.job.spec.podReplacementPolicy`]: 'with one pod and no retries it makes no difference',
  [`${PROVIDER}.job.spec.managedBy`]:
    'another controller would have to run the Job, and tell its end as Kubernetes does',
  [`${PROVIDER}.job.spec.suspend`]: 'a Job that is suspended never ends, and the release with it',
  [`${PROVIDER}.job.spec.ttlSecondsAfterFinished`]:
    'the controller removes the Jobs of old measurements itself, and one that is gone before it looks is an error',
};
