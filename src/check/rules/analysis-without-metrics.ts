import { at, listOf } from '../../manifest/plain';
import type { Gate, GatePlace } from '../../release/gate';
import { quote } from '../../validation/names';
import type { Problem } from '../finding';
import { gateText } from '../gate-text';
import type { Rule } from '../rule';
import { templateGroups } from '../template-groups';

/** An analysis that measures nothing. */
export const ANALYSIS_WITHOUT_METRICS: Rule = {
  id: 'analysis-without-metrics',
  severity: 'error',
  what: 'An analysis without templates, or of templates without any metric.',
  why: 'An AnalysisRun without metrics cannot be made. The release stands at its weight for ever: no event, no abort, no deadline, only a line in the log of the controller. The first deployment does not show it.',
  remedy: 'give the template a metric, or take the analysis away',
  source:
    'the CRD of AnalysisRun requires metrics; issue #3441, pull request #4544; recorded on Argo Rollouts 1.10.2: the release stood at 20 % for ever',
  *check(set) {
    for (const { templates, isWhole, gate } of templateGroups(set)) {
      if (gate !== undefined && listOf(at(gate.value, 'templates')).length === 0 && gate.place !== 'experiment') {
        yield withoutTemplates(gate);
        continue;
      }
      const [template] = templates;
      const metrics = templates.flatMap(({ spec }) => listOf(at(spec, 'metrics')));
      if (!isWhole || template === undefined || metrics.length > 0) continue;
      const what = `${template.kind} ${quote(template.metadata.name)} has no metric, and names no template that has one`;
      yield {
        object: template,
        path: ['spec', 'metrics'],
        ...(gate === undefined
          ? { severity: 'warning', message: what }
          : {
              message: `${what}: ${gateText(gate)} cannot be started`,
              related: [{ object: gate.rollout, path: gate.path, message: 'used here' }],
            }),
      };
    }
  },
};

function withoutTemplates(gate: Gate): Problem {
  return {
    object: gate.rollout,
    path: [...gate.path, 'templates'],
    message: `${gateText(gate)} has no templates: ${CONSEQUENCES[gate.place]}`,
    remedy: 'name a template, or take the analysis away',
  };
}

const CONSEQUENCES: Readonly<Record<GatePlace, string>> = {
  background: 'it never runs, and nothing judges the new version',
  step: 'the step never ends, and no deadline tells',
  experiment: 'it never runs',
  prePromotion:
    'the new version never gets the requests, and the Rollout is Degraded when its progressDeadlineSeconds are over',
  postPromotion: 'the new version is never promoted, and no deadline tells',
};
