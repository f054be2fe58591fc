import { describe, expect, test } from '@jest/globals';
import { CrdSchemas } from '../crd/crd-schema';
import { testWithShared } from '../shared-folder';
import { BLUE_GREEN_CHARTS } from './blue-green-charts';
import { CANARY_CHARTS } from './canary-charts';
import { crdFields } from './crd-fields';
import { EXPERIMENT_CHARTS } from './experiment-charts';
import { EXPERIMENT_STEP_CHARTS } from './experiment-step-charts';
import { type FieldCharts, writtenFields } from './field-chart';
import { OTHER_PROVIDER_CHARTS } from './other-provider-charts';
import { QUERY_PROVIDER_CHARTS } from './query-provider-charts';
import { ROLLOUT_CHARTS } from './rollout-charts';
import { ROUTER_CHARTS } from './router-charts';
import { ROUTED_STEP_CHARTS, STEP_CHARTS } from './step-charts';
import { templateCharts } from './template-charts';
import { UNWRITTEN_FIELDS } from './unwritten-fields';
import { UNWRITTEN_PROVIDER_FIELDS } from './unwritten-provider-fields';
import { UNWRITTEN_TEMPLATE_FIELDS } from './unwritten-template-fields';

const testWithCrds = testWithShared('crds');

/** What writes the fields of some kinds, and what is not written with the reason. */
interface Coverage {
  readonly kinds: readonly string[];
  readonly charts: FieldCharts;
  readonly unwritten: Readonly<Record<string, string>>;

  /** A kind whose providers are rendered by the same code: their charts are not made for this one again. */
  readonly providersOf?: Coverage;
}

const TEMPLATE: Coverage = {
  kinds: ['AnalysisTemplate'],
  charts: { ...templateCharts(false), ...QUERY_PROVIDER_CHARTS, ...OTHER_PROVIDER_CHARTS },
  unwritten: { ...UNWRITTEN_TEMPLATE_FIELDS, ...UNWRITTEN_PROVIDER_FIELDS },
};

const COVERAGE: readonly Coverage[] = [
  {
    kinds: ['Rollout', 'Experiment'],
    charts: {
      ...ROLLOUT_CHARTS,
      ...STEP_CHARTS,
      ...ROUTER_CHARTS,
      ...CANARY_CHARTS,
      ...ROUTED_STEP_CHARTS,
      ...BLUE_GREEN_CHARTS,
      ...EXPERIMENT_STEP_CHARTS,
      ...EXPERIMENT_CHARTS,
    },
    unwritten: UNWRITTEN_FIELDS,
  },
  TEMPLATE,
  {
    kinds: ['ClusterAnalysisTemplate'],
    charts: templateCharts(true),
    unwritten: Object.fromEntries(Object.entries(TEMPLATE.unwritten).map(([field, why]) => [inCluster(field), why])),
    providersOf: TEMPLATE,
  },
];

/** The fields of providers that the charts of another kind write. */
function providerFields(coverage: Coverage | undefined): string[] {
  if (coverage === undefined) return [];
  return writtenFields(coverage.charts, coverage.kinds)
    .flatMap(({ fields }) => fields)
    .filter((field) => field.includes('.metrics[].provider.'))
    .map(inCluster);
}

function inCluster(field: string): string {
  return `Cluster${field}`;
}

describe.each(COVERAGE.map((row) => ({ ...row, title: row.kinds.join(' and ') })))(
  'the fields of $title',
  ({ kinds, charts, unwritten: reasons, providersOf }) => {
    const properties = writtenFields(charts, kinds);
    const written = [...properties.flatMap(({ fields }) => fields), ...providerFields(providersOf)];
    const all = () => kinds.flatMap(crdFields);
    const isWithin = (field: string, parent: string) =>
      field === parent || field.startsWith(`${parent}.`) || field.startsWith(`${parent}[`);
    const unwritten = Object.keys(reasons);

    test.each(properties.map(({ property, fields }) => ({ property, fields, count: fields.length })))(
      '$property writes $count of them',
      ({ fields }) => {
        expect(fields).not.toEqual([]);
      },
    );

    testWithCrds('are all written, or listed with a reason', () => {
      const missing = all()
        .filter((field) => !written.includes(field))
        .filter((field) => !unwritten.some((parent) => isWithin(field, parent)));
      expect(missing).toEqual([]);
    });

    testWithCrds('are written only where the CRD has them', () => {
      const schemas = new CrdSchemas(['argo-rollouts.argoproj.io.yaml']);
      const fields = new Set(all());
      expect(written.filter((field) => !fields.has(field))).toEqual([]);
      const problems = properties.flatMap(({ property, objects }) =>
        objects.flatMap((object) => schemas.problems(object).map((problem) => `${property}: ${problem}`)),
      );
      expect(problems).toEqual([]);
    });

    testWithCrds('are not listed as unwritten where one is written', () => {
      expect(written.filter((field) => unwritten.some((parent) => isWithin(field, parent)))).toEqual([]);
    });

    testWithCrds('are not listed as unwritten where the CRD has them no more', () => {
      const fields = new Set(all());
      expect(unwritten.filter((field) => !fields.has(field))).toEqual([]);
    });
  },
);
