import { at, listOf, textOf } from '../../../manifest/plain';
import { ANY } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';

/** All that is known of Jobs as a metric provider. */
export const JOB: ProviderModel = {
  folder: 'job',
  name: 'Job',
  key: 'job',
  argoRollouts: '0.6',
  known: ['Argo Rollouts 1.10.2', 'argo-rollouts metricproviders/job/job.go'],
  // From the Job: complete is successful, failed is failed.
  hasConditions: false,
  withoutData: 'an image that cannot be had is inconclusive; a Job that neither ends nor fails holds the release',
  secretsIn: 'run',
  resultOf: () => ANY,
  problems: (config) => {
    const spec = at(config, 'spec', 'template', 'spec');
    const restartPolicy = textOf(at(spec, 'restartPolicy'));
    return [
      ...(listOf(at(spec, 'containers')).length === 0 ? ['containers is empty: a pod needs at least one'] : []),
      ...(restartPolicy === 'Never' || restartPolicy === 'OnFailure'
        ? []
        : [`restartPolicy takes Never or OnFailure in a Job, got ${restartPolicy ?? 'nothing, which is Always'}`]),
    ];
  },
};
