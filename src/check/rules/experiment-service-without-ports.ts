import type { ManifestPath } from '../../manifest/manifest-path';
import { at, isThere, listOf, numberOf, type Plain, textOf } from '../../manifest/plain';
import { quote } from '../../validation/names';
import { type ServedTemplate, servedTemplates } from '../experiment-templates';
import type { Rule } from '../rule';

/** Pods of an experiment whose ports make no Service. */
export const EXPERIMENT_SERVICE_WITHOUT_PORTS: Rule = {
  id: 'experiment-service-without-ports',
  severity: 'error',
  what: 'Pods of an experiment that are to get a Service, and whose container ports make none.',
  why: 'The controller copies the ports of the containers into the Service. Without any it makes no Service and says nothing: the share of the experiment reaches nobody. Of several ports each needs a name of its own, or the API server refuses the Service and the experiment ends with an error, which aborts the release.',
  remedy: 'give the containers ports: one, or several with a name each',
  source:
    'argo-rollouts experiments/experiment.go createTemplateService; recorded on 1.10.2: no port, no Service, no event, the stable version kept 90 % and nobody had the other 10 %',
  *check(set) {
    const told = new Set<Plain>();
    for (const template of servedTemplates(set)) {
      const { object, path, pods, value } = template;
      const containers = listOf(at(pods?.template, 'spec', 'containers'));
      if (pods === undefined || containers.length === 0 || told.has(pods.template)) continue;
      const fault = portFault(containers);
      if (fault === undefined) continue;
      told.add(pods.template);
      yield {
        object: pods.object,
        path: [...pods.path, 'spec', 'containers', ...fault.path],
        severity: fault.isSilent && !isThere(at(value, 'weight')) ? 'warning' : 'error',
        message: `${whose(template)} gets a Service, and ${fault.message}`,
        related: [{ object, path, message: 'wants a Service' }],
      };
    }
  },
};

interface PortFault {
  readonly path: ManifestPath;
  readonly isSilent?: boolean;
  readonly message: string;
}

interface Port {
  readonly path: ManifestPath;
  readonly number?: number;
  readonly name?: string;
  readonly protocol: string;
}

function portFault(containers: readonly Plain[]): PortFault | undefined {
  const ports = containers.flatMap((container, index) =>
    listOf(at(container, 'ports')).map((port, number) => ({
      path: [index, 'ports', number],
      number: numberOf(at(port, 'containerPort')),
      name: textOf(at(port, 'name')),
      protocol: textOf(at(port, 'protocol')) ?? 'TCP',
    })),
  );
  if (ports.length === 0) {
    return {
      path: [],
      isSilent: true,
      message: 'no container of its pods has a port: the controller makes none, and says nothing',
    };
  }
  const refused = 'the API server refuses such a Service, and the experiment ends with an error';
  const unnamed = ports.length > 1 ? ports.find(({ name }) => !isThere(name)) : undefined;
  if (unnamed !== undefined) {
    return {
      path: unnamed.path,
      message: `of the ${ports.length} ports of its pods ${unnamed.number ?? 'one'} has no name: ${refused}`,
    };
  }
  const again = ports.find((port, index) => ports.slice(0, index).some((other) => isSame(port, other)));
  if (again === undefined) return undefined;
  const what = `${again.number ?? ''} (${again.name ?? 'no name'})`;
  return { path: again.path, message: `two ports of its pods have the same name or number, ${what}: ${refused}` };
}

function isSame(one: Port, other: Port): boolean {
  return one.name === other.name || (one.number === other.number && one.protocol === other.protocol);
}

function whose({ step, name }: ServedTemplate): string {
  return `the experiment template ${quote(name ?? '')}${step === undefined ? '' : ` of steps[${step}]`}`;
}
