import type { ManifestObject } from '../manifest/manifest';
import type { ManifestSet } from '../manifest/manifest-set';
import { experimentGates, type Gate } from './gate';
import { declaredArguments, type GateArguments } from './gate-arguments';
import { type MeasuredMetric, metricsOfTemplate } from './measured-metric';
import { type Release, releasesOf } from './release';

/** A metric, and the release that measures it. */
export interface Measurement {
  /** The metric, with the arguments of the analysis put in. */
  readonly metric: MeasuredMetric;

  /**
   * Where it is measured: in a release, or by an Experiment.
   * @default - nothing in the set uses its template
   */
  readonly gate?: Gate;

  /**
   * The release.
   * @default - no release of the set measures it
   */
  readonly release?: Release;
}

/**
 * All metrics of a set: once for each place at which a release or an Experiment measures them, and those of templates
 * that nothing uses once with the template's own arguments.
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
  const ofExperiments = experimentGates(set).flatMap((gate) => {
    for (const template of gate.templates) used.add(template);
    return gate.metrics.map((metric) => ({ metric, gate }));
  });
  const unused = templatesOf(set).filter((template) => !used.has(template));
  return [
    ...ofReleases,
    ...ofExperiments,
    ...unused.flatMap((template) =>
      metricsOfTemplate(set, template, ownArguments(template)).map((metric) => ({ metric })),
    ),
  ];
}

function ownArguments(template: ManifestObject): GateArguments {
  return new Map(declaredArguments(template).map((argument) => [argument.name, argument]));
}
