import { at, type Plain } from '../../manifest/plain';
import { measurementsOf } from '../../release/measurements';
import { dnsSubdomainProblems } from '../../validation/names';
import { allowedValues, valueFaults } from '../allowed-values';
import { JOB_TABLE } from '../core-values';
import { metricText } from '../metric-text';
import type { PodFault } from '../pod-fault';
import { podPartFaults } from '../pod-structure';
import { POD_VALUES } from '../pod-values';
import type { Rule } from '../rule';

/** A Job of a metric that the API server refuses. */
export const ANALYSIS_JOB_INVALID: Rule = {
  id: 'analysis-job-invalid',
  severity: 'error',
  what: 'A metric whose Job cannot be made: by its name, its restartPolicy, its containers or its volumes.',
  why: 'The controller makes the Job at each measurement, and the API server refuses it: each measurement is an Error, and the fifth in a row aborts the release.',
  remedy: 'write a Job that the API server takes, in a metric with a short name of small letters, digits and "-"',
  source: 'argo-rollouts metricproviders/job/job.go; recorded on Argo Rollouts 1.10.2',
  *check(set) {
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
      for (const problem of nameProblems(name)) yield { object: template, path: [...path, 'name'], message: problem };
    }
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

function nameProblems(name: string): string[] {
  const [problem] = dnsSubdomainProblems('name', name);
  if (problem !== undefined) {
    return [
      `the name of the metric is part of the name of its Job, and takes small letters, digits and "-", got ${JSON.stringify(name)}`,
    ];
  }
  if (name.length <= LONGEST) return [];
  return [
    `the name of the metric is part of the name of its Job, and takes at most ${LONGEST} characters, got ${name.length} (${JSON.stringify(name)})`,
  ];
}
