import type { Duration } from 'cdk8s';
import { HttpIngressPathType } from 'cdk8s-plus-28';
import { dnsSubdomainProblems, hostnameProblems, quote, serviceNameProblems } from '../../validation/names';
import { ingressClassProblems } from '../ingress-class-problems';
import { backendPortProblems } from '../version-services';
import type { AlbIngressPath, AlbIngressProps, AlbIngressRule } from './alb-ingress-props';
import { ALB_ANNOTATION_PREFIX, BOOKKEEPING } from './writer';

/** What is wrong with the props of an AlbIngress on their own, as a list of problems. */
export function albIngressProblems(props: AlbIngressProps): string[] {
  const { ingressClassName, annotationPrefix, stickiness, rules } = props;
  return [
    ...dnsSubdomainProblems('name', props.name),
    ...servicesProblems(props),
    ...(rules?.length === 0 ? ['rules is empty: name at least one, or leave it out for every host and path'] : []),
    ...(rules ?? []).flatMap((rule, index) => ruleProblems(`rules[${index}]`, rule)),
    ...annotationProblems(props),
    ...(ingressClassName === undefined ? [] : dnsSubdomainProblems('ingressClassName', ingressClassName)),
    ...(annotationPrefix === undefined ? [] : dnsSubdomainProblems('annotationPrefix', annotationPrefix)),
    ...(stickiness === undefined ? [] : stickinessProblems(stickiness)),
  ];
}

/**
 * What is wrong with the managed routes of a rollout, whose names stand in the Ingress like those of Services.
 * @param services the names of the Services that are there
 */
export function managedRouteProblems(routes: readonly string[], services: readonly string[]): string[] {
  return routes.flatMap((route) => [
    ...(services.includes(route)
      ? [
          `the header route "${route}" has the name of a Service of the rollout: the controller puts a path to a Service of ` +
            'that name into the Ingress, and takes away every path to it; give the route another name',
        ]
      : []),
    ...serviceNameProblems(`the header route "${route}"`, route),
    ...keyProblems(`the header route "${route}"`, 'conditions', route),
  ]);
}

function servicesProblems(props: AlbIngressProps): string[] {
  const { services, pingPong, rootService } = props;
  const pair = services ?? pingPong;
  const root = rootService?.name ?? services?.stable.name;
  return [
    ...(services !== undefined && pingPong !== undefined
      ? [
          'services and pingPong are both given: a release switches between one pair of Services, take that of the rollout',
        ]
      : []),
    ...(pair === undefined
      ? ['services is missing: give the same `services` as the rollout has, or the same `pingPong`']
      : backendPortProblems(pair, props.servicePort, 'servicePort')),
    ...(pingPong !== undefined && rootService === undefined
      ? [
          'pingPong needs a rootService, whose name stays while stable and canary change places: the controller refuses the ' +
            'rollout without it (argo-rollouts pkg/apis/rollouts/validation/validation.go)',
        ]
      : []),
    ...(root === undefined ? [] : keyProblems(`the name of the Service "${root}"`, 'actions', root)),
  ];
}

function ruleProblems(what: string, { host, paths }: AlbIngressRule): string[] {
  return [
    ...(host === undefined ? [] : hostnameProblems(`${what}.host`, host)),
    ...(paths?.length === 0 ? [`${what}.paths is empty: name at least one, or leave it out for every path`] : []),
    ...(paths ?? []).flatMap((path, index) => pathProblems(`${what}.paths[${index}]`, path)),
  ];
}

// aws-load-balancer-controller pkg/ingress/model_build_listener_rules.go
function pathProblems(what: string, { path, pathType }: AlbIngressPath): string[] {
  if (!path.startsWith('/')) return [`${what}.path takes a path that begins with "/", got ${quote(path)}`];
  if (pathType === HttpIngressPathType.IMPLEMENTATION_SPECIFIC || !/[*?]/.test(path)) return [];
  return [
    `${what}.path has "*" or "?" (${quote(path)}), which the AWS Load Balancer Controller refuses in a path of type ` +
      `${pathType ?? HttpIngressPathType.PREFIX}: leave it out, as a prefix means everything below, or take ` +
      'HttpIngressPathType.IMPLEMENTATION_SPECIFIC',
  ];
}

function annotationProblems(props: AlbIngressProps): string[] {
  const { annotations = {}, annotationPrefix = ALB_ANNOTATION_PREFIX, ingressClassName = 'alb' } = props;
  const root = props.rootService?.name ?? props.services?.stable.name;
  // The one condition that the controller never writes: it narrows the rules down.
  const conditionsOfRoot = `${annotationPrefix}/conditions.${root}`;
  const ofOthers = Object.keys(annotations).flatMap((key) => {
    if (key === `${annotationPrefix}/target-type`) return [`annotations has ${key}: say it with targetType`];
    const isOfController =
      key === BOOKKEEPING ||
      key === 'rollouts.argoproj.io/managed-alb-actions' ||
      key.startsWith(`${annotationPrefix}/actions.`) ||
      key.startsWith(`${annotationPrefix}/conditions.`);
    return isOfController && key !== conditionsOfRoot
      ? [
          `annotations has ${key}, and what of that kind the paths of this Ingress use is written by the controller: in Git it ` +
            'would take the weights back at each sync; leave it out, and put a path of its own into an Ingress of its own',
        ]
      : [];
  });
  return [...ingressClassProblems('annotations', annotations, ingressClassName), ...ofOthers];
}

function stickinessProblems(stickiness: Duration): string[] {
  const seconds = stickiness.toMilliseconds() / 1000;
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 604800) return [];
  return [`stickiness takes 1 to 604800 whole seconds (7 days), got ${seconds}s`];
}

// The part of an annotation's key behind the slash has at most 63 characters.
function keyProblems(what: string, kind: 'actions' | 'conditions', name: string): string[] {
  const most = 63 - `${kind}.`.length;
  if (name.length <= most) return [];
  return [
    `${what} has ${name.length} characters: the controller makes an annotation "${kind}.<name>" of it, for which it may have ` +
      `${most} at most`,
  ];
}
