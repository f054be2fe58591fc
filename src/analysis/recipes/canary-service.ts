import { AnalysisArgument } from '../analysis-argument';
import type { AnalysisBinding } from '../analysis-binding';

/** The name of the Service in front of the canary, as an argument: `{{args.canary-service}}`. */
export const CANARY_SERVICE = AnalysisArgument.canaryService('canary-service');

/** What keeps a check from reaching the canary through its Service, as a list of problems. */
export function canaryServiceProblems({ canaryService, ofExperiment, rollout }: AnalysisBinding): string[] {
  if (canaryService !== undefined) return [];
  return [
    ofExperiment
      ? `it calls the new version through its Service, and that of the experiment's pods (${rollout.node.path}) has no name ` +
        'that is known: give their template a serviceName'
      : `it calls the new version through its Service, and ${rollout.node.path} has none of one name for it: give the rollout ` +
        'services, not pingPong, whose two take turns',
  ];
}
