import { at, textOf } from '../../manifest/plain';
import { dnsLabelProblems, quote } from '../../validation/names';
import { type ServedTemplate, servedTemplates } from '../experiment-templates';
import type { Problem, Severity } from '../finding';
import type { Rule } from '../rule';

/** Pods of an experiment whose Service cannot have its name. */
export const EXPERIMENT_SERVICE_NAME_INVALID: Rule = {
  id: 'experiment-service-name-invalid',
  severity: 'error',
  what: 'A Service of an experiment whose name the API server refuses: too long, or no DNS label.',
  why: 'Where the template names no Service it is called like its ReplicaSet, <rollout>-<hash>-<revision>-<step>-<template>, and a Service takes 63 characters. The experiment ends with an error, and aborts each release that comes to it.',
  remedy: 'name the Service in service.name, or take shorter names',
  source:
    'argo-rollouts experiments/replicaset.go newReplicaSetFromTemplate, rollout/experiment.go; recorded on 1.10.2: aborted at the first release',
  *check(set) {
    for (const template of servedTemplates(set)) {
      const { object, path, value, name } = template;
      const given = textOf(at(value, 'service', 'name'));
      if (given !== undefined) {
        const [message] = dnsLabelProblems(
          `the name of the Service of the experiment template ${quote(name ?? '')}`,
          given,
        );
        if (message !== undefined) yield { object, path: [...path, 'service', 'name'], message };
        continue;
      }
      if (name === undefined) continue;
      const fault = ofGenerated(template, name);
      if (fault !== undefined) yield { object, path: [...path, 'name'], ...fault };
    }
  },
};

const MOST = 63;
// The hash is a number of up to 10 digits in other characters, of 10 in three of four releases (argo-rollouts
// utils/hash/hash.go). The first release has no experiment.
const HASH = 'h'.repeat(10);
const REVISIONS = ['2', '10', '100', '1000'];

type Fault = Pick<Problem, 'message' | 'severity'>;

function ofGenerated({ object, step }: ServedTemplate, name: string): Fault | undefined {
  const owner = object.metadata.name;
  const what = `the name of the Service of the experiment template ${quote(name ?? '')}`;
  if (step === undefined) {
    const [message] = dnsLabelProblems(`${what}, which is <experiment>-<template>,`, `${owner}-${name}`);
    return message === undefined ? undefined : { message };
  }
  const nameOf = (hash: string, revision: string) => `${owner}-${hash}-${revision}-${step}-${name}`;
  const shown = quote(nameOf('<hash>', '<revision>'));
  if (dnsLabelProblems('', nameOf(HASH, '2'), Number.POSITIVE_INFINITY).length > 0) {
    return {
      message: `${what} of steps[${step}] would be ${shown}, and takes small letters, digits and "-" only`,
    };
  }
  const first = REVISIONS.find((revision) => nameOf(HASH, revision).length > MOST);
  if (first === undefined) return undefined;
  const [severity, when]: [Severity, string] =
    first === REVISIONS[0] ? ['error', ''] : ['warning', ` from revision ${first} on`];
  return {
    severity,
    message: `${what} of steps[${step}] would have${when} up to ${nameOf(HASH, first).length} characters (${shown}), and ${MOST} are allowed`,
  };
}
