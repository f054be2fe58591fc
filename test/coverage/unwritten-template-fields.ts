/** The fields of an AnalysisTemplate that no construct writes, each with all that is below it, and why. */
export const UNWRITTEN_TEMPLATE_FIELDS: Readonly<Record<string, string>> = {
  'AnalysisTemplate.spec.args[].valueFrom.fieldRef':
    'the controller never resolves it in a template (argo-rollouts utils/template/template.go): AnalysisArgument.field ' +
    'becomes an argument of the Rollout',
};
