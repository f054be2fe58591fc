import type { Chart } from 'cdk8s';
import { isRecord } from '../crd/json-schema';
import { demoChart, type Manifest, objectsOf } from '../demo-chart';

/**
 * Small charts by the construct property that each shows, such as `CanaryRollout.maxSurge`. A property is credited with
 * the fields that no chart above it writes, so what a property needs stands above it.
 */
export type FieldCharts = Readonly<Record<string, (chart: Chart) => void>>;

/** A construct property and the fields that it writes, such as `Rollout.spec.strategy.canary.maxSurge`. */
export interface WrittenFields {
  /** The name of the chart. */
  readonly property: string;

  /** The fields that its chart is the first to write. */
  readonly fields: readonly string[];

  /** The objects of its chart that are of these kinds. */
  readonly objects: readonly Manifest[];
}

/**
 * What each chart writes into objects of some kinds, in their order.
 * @throws if a chart cannot be rendered, with its name.
 */
export function writtenFields(charts: FieldCharts, kinds: readonly string[]): WrittenFields[] {
  const seen = new Set<string>();
  return Object.entries(charts).map(([property, make]) => {
    const objects = render(property, make, kinds);
    const written = objects.flatMap(({ kind, spec }) => fieldsOf(spec, `${kind}.spec`));
    const fields = [...new Set(written)].filter((field) => !seen.has(field));
    for (const field of fields) seen.add(field);
    return { property, fields, objects };
  });
}

function render(property: string, make: (chart: Chart) => void, kinds: readonly string[]): Manifest[] {
  try {
    const chart = demoChart();
    // Some write fields by fakes, of which the check of the app would say that they do not work: it is not hung on here.
    Object.defineProperty(chart.node.root, Symbol.for('cdk8s-rollouts.validations'), { value: new Map() });
    make(chart);
    return objectsOf(chart).filter(({ kind }) => kinds.includes(kind));
  } catch (error) {
    throw new Error(`the chart of ${property} cannot be rendered: ${error}`, { cause: error });
  }
}

// The keys of these are the user's own. One too few or too many here shows as a field that the CRD does not have.
const MAPS = /\.(labels|annotations|matchLabels|headers|queries|\w+IngressAnnotations)$/;

// Embedded pods, and what the CRD leaves to plugins and to the user.
const OPAQUE = /\.template\.spec$|\.trafficRouting\.plugins$|\.plugin\.config$|\.provider\.plugin$|\.jsonBody$/;

/** The fields below a value, each once or several times; lists as `[]`, the keys of maps as `.*`. */
function fieldsOf(value: unknown, path: string): string[] {
  if (OPAQUE.test(path)) return [];
  const below = (item: unknown, field: string) => [field, ...fieldsOf(item, field)];
  if (Array.isArray(value)) return value.flatMap((item) => below(item, `${path}[]`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => below(item, MAPS.test(path) ? `${path}.*` : `${path}.${key}`));
}
