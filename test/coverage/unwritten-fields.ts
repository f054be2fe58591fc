/** The fields that no construct writes, each with all that is below it, and why. */
export const UNWRITTEN_FIELDS: Readonly<Record<string, string>> = {
  'Rollout.spec.strategy.canary.trafficRouting.istio.destinationRule.additionalSubsetNames':
    'the controller drops subsets besides the two from the DestinationRule with its first write (argo-rollouts ' +
    'rollout/trafficrouting/istio/istio.go), so that a route to one would lead nowhere',
  'Rollout.spec.strategy.canary.steps[].experiment.analyses[].args[].valueFrom.podTemplateHashValue':
    'the pods of an experiment have hashes of their own: AnalysisArgument.canaryHash and stableHash become ' +
    '{{templates.<name>.podTemplateHash}} in args[].value there',
  'Rollout.spec.strategy.canary.steps[].experiment.templates[].selector.matchExpressions':
    'ExperimentTemplate.selector takes labels only; without it the whole selector of the rollout is used',
  'Experiment.spec.analyses[].args[].valueFrom':
    'a field of a Rollout, of which an Experiment of its own has none (AnalysisArgument.field is refused there), or a ' +
    'key of a Secret, which AnalysisArgument.secret writes into the AnalysisTemplate',
};
