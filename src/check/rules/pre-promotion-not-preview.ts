import { at, listOf, type Plain } from '../../manifest/plain';
import type { MeasuredMetric } from '../../release/measured-metric';
import { measurementsOf } from '../../release/measurements';
import { type Release, serviceIn } from '../../release/release';
import { metricText } from '../metric-text';
import type { Rule } from '../rule';
import { sharedServices } from '../shared-services';

/** A pre-promotion analysis that asks others than the new pods. */
export const PRE_PROMOTION_NOT_PREVIEW: Rule = {
  id: 'pre-promotion-not-preview',
  severity: 'warning',
  what: 'A pre-promotion analysis that asks the active Service, or a Service of both versions, and not the previewService.',
  why: 'Before the promotion the active Service has the old pods, and a Service that the Rollout does not name has both: the analysis passes by the answers of the old version, whatever the new one does.',
  remedy: 'name the Service of the new pods as previewService, and ask that one',
  source: 'argo-rollouts rollout/bluegreen.go reconcilePreviewService, rollout/service.go',
  *check(set) {
    for (const { metric, gate, release } of measurementsOf(set)) {
      if (gate?.place !== 'prePromotion' || release === undefined) continue;
      const { value, field } = questionOf(metric) ?? {};
      const text = JSON.stringify(value ?? '');
      const { name: preview } = serviceIn(release, 'preview') ?? {};
      // What an argument says that is not known may be the address of the new pods.
      if (field === undefined || text.includes('{{') || (preview !== undefined && asks(text, release, preview)))
        continue;
      const others = othersOf(release).filter(({ name }) => asks(text, release, name));
      const [first] = others;
      if (first === undefined) continue;
      yield {
        object: metric.template,
        path: [...metric.path, 'provider', ...field],
        message: `${metricText(metric)} asks the Service "${first.name}" before the promotion of Rollout "${release.rollout.metadata.name}", which then has ${first.has}`,
        related: [{ object: gate.rollout, path: gate.path, message: 'measured here' }],
      };
    }
  },
};

// What a Prometheus measures is told of by the rules about its queries.
function questionOf({ config, provider }: MeasuredMetric): { value: Plain; field: readonly string[] } | undefined {
  if (provider?.key === 'web') return { value: at(config, 'url'), field: ['web', 'url'] };
  if (provider?.key !== 'job') return undefined;
  const spec = at(config, 'spec', 'template', 'spec');
  const words = listOf(at(spec, 'containers')).map((container) => [
    at(container, 'command'),
    at(container, 'args'),
    listOf(at(container, 'env')).map((variable) => at(variable, 'value')),
  ]);
  return { value: words, field: ['job', 'spec', 'template', 'spec', 'containers'] };
}

interface Other {
  readonly name: string;
  readonly has: string;
}

function othersOf(release: Release): Other[] {
  const active = serviceIn(release, 'active');
  return [
    ...(active === undefined ? [] : [{ name: active.name, has: 'the pods of the old version' }]),
    ...sharedServices(release).map(({ metadata }) => ({ name: metadata.name, has: 'the pods of both versions' })),
  ];
}

// A name by itself may be anything, so it counts as part of an address only.
function asks(text: string, { rollout }: Release, name: string): boolean {
  const { namespace } = rollout.metadata;
  const full = namespace === undefined ? '' : `|\\.${namespace}(?![\\w-])`;
  return new RegExp(`(//|(?<![\\w.-]))${name}(:\\d${full})|//${name}(?![\\w.-])`).test(text);
}
