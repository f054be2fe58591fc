import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { measure } from '../../src/analysis/conditions/measurement';
import { ManifestSet } from '../../src/manifest/manifest-set';
import { readManifests } from '../../src/manifest/read-manifests';
import type { MeasuredMetric } from '../../src/release/measured-metric';
import { measurementsOf } from '../../src/release/measurements';
import { type RecordedMeasurement, recordedMeasurements } from '../recorded-conditions';
import { sharedFolder, testWithShared } from '../shared-folder';

/** Rows whose metric has no result that a condition could be asked of, with why. */
const NOT_MEASURED: Readonly<Record<string, string>> = {
  'webmetric missing of success-rate': 'the JSON path leads nowhere: an error of the provider',
  'webmetric missing of analysis-secret': 'the JSON path leads nowhere: an error of the provider',
};

testWithShared('corpus')('each metric of a published manifest comes to what the controller recorded', () => {
  const rows = recordedMeasurements();
  expect(rows).toHaveLength(46);
  const left: string[] = [];
  for (const row of rows) {
    const name = `${row.metric} ${row.stub} of ${row.template}`;
    if (name in NOT_MEASURED) {
      left.push(name);
      expect({ name, phase: row.phase }).toEqual({ name, phase: 'Error' });
      continue;
    }
    const metric = metricOf(row);
    const { phase, message = '' } = measure(
      metric?.successCondition,
      metric?.failureCondition,
      row.result,
      metric?.result,
    );
    const recorded = row.phase === 'Error' ? row.message : '';
    expect({ name, phase, message }).toEqual({ name, phase: row.phase, message: recorded });
  }
  expect(left.sort()).toEqual(Object.keys(NOT_MEASURED).sort());
});

function metricOf({ file, template, metric }: RecordedMeasurement): MeasuredMetric | undefined {
  const path = `${sharedFolder('corpus')}/${file}`;
  const set = new ManifestSet(readManifests(path, readFileSync(path, 'utf8')).objects);
  const found = measurementsOf(set).find(
    (one) => one.metric.template.metadata.name === template && one.metric.name === metric,
  );
  return found?.metric;
}
