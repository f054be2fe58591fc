import { at, type Plain } from '../../manifest/plain';
import type { MeasuredMetric } from '../../release/measured-metric';
import { measurementsOf } from '../../release/measurements';
import { dnsSubdomainProblems } from '../../validation/names';
import { allowedValues, valueFaults } from '../allowed-values';
import { isAtLeast } from '../cluster-versions';
import { JOB_TABLE } from '../core-values';
import type { Problem } from '../finding';
import { ruledAnalyses } from '../metric-rules';
import { metricText } from '../metric-text';
import type { PodFault } from '../pod-fault';
import { podPartFaults } from '../pod-structure';
import { POD_VALUES } from '../pod-values';
import type { Rule } from '../rule';

/** A Job of a metric that the API server refuses. */
export const ANALYSIS_JOB_INVALID: Rule = {
  id: 'analysis-job-invalid',
  severity: 'error',
  what: 'A metric whose Job cannot be made: by its name, its restartPolicy, its containers or its volumes; or two metrics whose Jobs get one name.',
  why: 'The controller makes the Job at each measurement, and the API server refuses it: each measurement is an Error, and the fifth in a row aborts the release. Of two metrics whose Jobs get the same name one is never run, and counts what the other says; nothing tells of it.',
  remedy: 'write a Job that the API server takes, in a metric with a short name of small letters, digits and "-"',
  source:
    'argo-rollouts metricproviders/job/job.go newJobName, which cuts the name from 1.9 on; recorded on Argo Rollouts 1.10.2',
  *check(set, versions) {
    const isCut = isAtLeast(versions['argo-rollouts'], '1.9');
    for (const { metric } of measurementsOf(set)) {
      const { name, path, template, provider, config } = metric;
      if (provider?.key !== 'job') continue;
      const inJob = [...path, 'provider', 'job', 'spec', 'template', 'spec'];
      for (const problem of provider.problems(config)) {
        const [field = ''] = problem.split(' ');
        yield { object: template, path: [...inJob, field], message: `${metricText(metric)} (Job): ${problem}` };
      }
      for (const fault of jobFaults(at(config, 'spec', 'template'))) {
        yield {
          object: template,
          path: [...path, 'provider', 'job', 'spec', 'template', ...fault.path],
          message: `${metricText(metric)} (Job): ${fault.message}`,
        };
      }
      for (const fault of valueFaults(at(config, 'spec'), JOB_VALUES)) {
        yield {
          object: template,
          path: [...path, 'provider', 'job', 'spec', ...fault.path],
          message: `${metricText(metric)} (Job): spec.${fault.message}`,
        };
      }
      if (name === '' || name.includes('{{')) continue;
      for (const problem of nameProblems(name, isCut)) {
        yield { object: template, path: [...path, 'name'], message: problem };
      }
    }
    if (isCut) for (const { metrics } of ruledAnalyses(set)) yield* sharedJobs(metrics);
  },
};

const JOB_VALUES = allowedValues(JOB_TABLE);

// Of what an argument says, nothing is known where its value is not.
function jobFaults(template: Plain): PodFault[] {
  const hasOpenVolumes = isOpen(at(template, 'spec', 'volumes'));
  return [...podPartFaults(template), ...valueFaults(template, POD_VALUES)].filter(
    ({ path }) => !isOpen(at(template, ...path.map(String))) && !(hasOpenVolumes && path.includes('volumeMounts')),
  );
}

function isOpen(value: Plain): boolean {
  return JSON.stringify(value ?? '').includes('{{');
}

// A Job is named <uid of the run>.<metric>.<number>, and its pods have a label with that name of at most 63 characters.
const LONGEST = 63 - 36 - 2 - 1;

function nameProblems(name: string, isCut: boolean): string[] {
  const [problem] = dnsSubdomainProblems('name', name);
  if (problem !== undefined) {
    return [
      `the name of the metric is part of the name of its Job, and takes small letters, digits and "-", got ${JSON.stringify(name)}`,
    ];
  }
  if (name.length <= LONGEST || (isCut && /[a-z0-9]$/.test(nameInJob(name)))) return [];
  return [
    isCut
      ? `the name of the metric is cut to ${JSON.stringify(nameInJob(name))} in the name of its Job, where it has to end with a letter or digit`
      : `the name of the metric is part of the name of its Job, and takes at most ${LONGEST} characters, got ${name.length} (${JSON.stringify(name)})`,
  ];
}

function nameInJob(name: string): string {
  return name.slice(0, LONGEST);
}

// The controller takes a Job of that name and that run for the one that it has just made.
function* sharedJobs(metrics: readonly MeasuredMetric[]): Generator<Problem> {
  const first = new Map<string, MeasuredMetric>();
  for (const metric of metrics) {
    const { name, template, path, provider } = metric;
    if (provider?.key !== 'job' || name === '' || name.includes('{{')) continue;
    const other = first.get(nameInJob(name));
    if (other === undefined) first.set(nameInJob(name), metric);
    if (other === undefined || other.name === name) continue;
    yield {
      object: template,
      path: [...path, 'name'],
      message: `the names of ${metricText(other)} and ${metricText(metric)} begin with the same ${LONGEST} characters, the rest is cut off in the names of their Jobs, and only one of both Jobs is made and counts for both`,
      related: [{ object: other.template, path: [...other.path, 'name'], message: 'the other metric' }],
    };
  }
}
