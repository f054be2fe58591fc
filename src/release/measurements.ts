import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import type { Gate } from './gate';
import { declaredArguments, type GateArguments } from './gate-arguments';
import { type MeasuredMetric, metricsOfTemplate } from './measured-metric';
import { type Release, releasesOf } from './release';

/** A metric, and the release that measures it. */
export interface Measurement {
  /** The metric, with the arguments of the analysis put in. */
  readonly metric: MeasuredMetric;

  /**
   * Where in a release it is measured.
   * @default - no release of the set uses its template
   */
  readonly gate?: Gate;

  /**
   * The release.
   * @default - no release of the set uses its template
   */
  readonly release?: Release;
}

/**
 * All metrics of a set: once for each place at which a release measures them, and those of templates that no release
 * uses once with the template's own arguments.
 */
export function measurementsOf(set: ManifestSet): readonly Measurement[] {
  return set.derive(makeMeasurements);
}

/** The templates of a set, and the AnalysisRuns, which say the same. */
export function templatesOf(set: ManifestSet): ManifestObject[] {
  return ['AnalysisTemplate', 'ClusterAnalysisTemplate', 'AnalysisRun'].flatMap((kind) =>
    set.ofKind(kind, 'argoproj.io'),
  );
}

function makeMeasurements(set: ManifestSet): Measurement[] {
  const used = new Set<ManifestObject>();
  const ofReleases = releasesOf(set).flatMap((release) =>
    release.gates.flatMap((gate) => {
      for (const template of gate.templates) used.add(template);
      return gate.metrics.map((metric) => ({ metric, gate, release }));
    }),
  );
  const unused = templatesOf(set).filter((template) => !used.has(template));
  return [
    ...ofReleases,
    ...unused.flatMap((template) => metricsOfTemplate(template, ownArguments(template)).map((metric) => ({ metric }))),
  ];
}

function ownArguments(template: ManifestObject): GateArguments {
  return new Map(declaredArguments(template).map((argument) => [argument.name, argument]));
}
