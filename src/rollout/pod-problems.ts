import type { Container, Cpu, Workload } from 'cdk8s-plus-28';
import { dnsLabelProblems, quote } from '../validation/names';
import { wholeNumberProblems } from '../validation/numbers';
import { repeated } from '../validation/repeated';

const MAX_PORT = 65535;

/** What the controller would refuse in the containers of a rollout's pods, as a list of problems. */
export function podProblems({ containers, initContainers }: Workload): string[] {
  if (containers.length === 0) {
    return ['containers is empty: a pod needs at least one, pass containers or call addContainer'];
  }
  const all = [...initContainers, ...containers];
  return [
    ...repeated(all.map(({ name }) => name)).map(
      (name) => `two containers are named ${quote(name)}: the controller refuses that, give each its own name`,
    ),
    ...all.flatMap((container) => [
      ...dnsLabelProblems('the name of a container', container.name),
      ...container.ports.flatMap((port) =>
        wholeNumberProblems(`a port of container ${quote(container.name)}`, port.number, 1, MAX_PORT),
      ),
      ...resourceProblems(container),
      ...imageProblems(container),
    ]),
  ];
}

/**
 * What is wrong with the image of a container, as a list of problems. What Argo CD or Helm would put in is not known
 * here, and a tag that follows the commit starts a release with each.
 */
export function imageProblems({ image }: { readonly image: string }): string[] {
  if (/^[^\s$]+$/.test(image)) return [];
  return [
    `image takes a reference such as "ghcr.io/acme/shop:1.2.3", got ${quote(image)}` +
      (image.includes('$')
        ? ': a tag that follows the commit starts a release with every commit, name the version'
        : ''),
  ];
}

function resourceProblems({ name, resources: { cpu, memory, ephemeralStorage } = {} }: Container): string[] {
  const amounts: [string, number | undefined, number | undefined][] = [
    ['cpu', millisOf(cpu?.request), millisOf(cpu?.limit)],
    ...Object.entries({ memory, ephemeralStorage }).map(
      ([what, size]): [string, number | undefined, number | undefined] => [
        what,
        size?.request?.toKibibytes(),
        size?.limit?.toKibibytes(),
      ],
    ),
  ];
  return amounts
    .filter(([, request = 0, limit = Number.POSITIVE_INFINITY]) => request > limit)
    .map(
      ([what]) =>
        `container ${quote(name)} requests more ${what} than its limit: the controller refuses that, lower the request or ` +
        'raise the limit',
    );
}

// "250m" or "2".
function millisOf(cpu: Cpu | undefined): number | undefined {
  if (cpu === undefined) return undefined;
  const [, amount, isMilli] = cpu.amount.match(/^([\d.]+)(m?)$/) ?? [];
  return Number(amount) * (isMilli === 'm' ? 1 : 1000);
}
