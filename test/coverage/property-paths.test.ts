import { describe, expect, test } from '@jest/globals';
import { CrdSchemas } from '../crd/crd-schema';
import { testWithShared } from '../shared-folder';
import { BLUE_GREEN_CHARTS } from './blue-green-charts';
import { CANARY_CHARTS } from './canary-charts';
import { crdFields } from './crd-fields';
import { EXPERIMENT_CHARTS } from './experiment-charts';
import { EXPERIMENT_STEP_CHARTS } from './experiment-step-charts';
import { writtenFields } from './field-chart';
import { ROLLOUT_CHARTS } from './rollout-charts';
import { ROUTER_CHARTS } from './router-charts';
import { ROUTED_STEP_CHARTS, STEP_CHARTS } from './step-charts';
import { UNWRITTEN_FIELDS } from './unwritten-fields';

const testWithCrds = testWithShared('crds');

const PROPERTIES = writtenFields({
  ...ROLLOUT_CHARTS,
  ...STEP_CHARTS,
  ...ROUTER_CHARTS,
  ...CANARY_CHARTS,
  ...ROUTED_STEP_CHARTS,
  ...BLUE_GREEN_CHARTS,
  ...EXPERIMENT_STEP_CHARTS,
  ...EXPERIMENT_CHARTS,
});

describe('the fields of a Rollout and an Experiment', () => {
  const written = PROPERTIES.flatMap(({ fields }) => fields);
  const all = () => [...crdFields('Rollout'), ...crdFields('Experiment')];
  const isWithin = (field: string, parent: string) =>
    field === parent || field.startsWith(`${parent}.`) || field.startsWith(`${parent}[`);
  const unwritten = Object.keys(UNWRITTEN_FIELDS);

  test.each(PROPERTIES.map(({ property, fields }) => ({ property, fields, count: fields.length })))(
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
    const problems = PROPERTIES.flatMap(({ property, objects }) =>
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
});
