import { HttpIngressPathType } from 'cdk8s-plus-28';
import { dnsSubdomainProblems, hostnameProblems, quote } from '../../validation/names';
import { repeated } from '../../validation/repeated';
import { ingressClassProblems } from '../ingress-class-problems';
import { backendPortProblems } from '../version-services';
import { canaryAnnotation, canaryOptionProblems } from './canary-options';
import type { NginxIngressPath, NginxIngressProps, NginxIngressRule, NginxIngressTls } from './nginx-ingress-props';

/** What is wrong with the props of an `NginxIngress`, as a list of problems. */
export function nginxIngressProblems(props: NginxIngressProps): string[] {
  const { rules, tls = [] } = props;
  return [
    ...dnsSubdomainProblems('name', props.name),
    ...(props.ingressClassName === undefined ? [] : dnsSubdomainProblems('ingressClassName', props.ingressClassName)),
    ...backendPortProblems(props.services, props.port),
    ...(rules.length === 0 ? ['rules is empty: an Ingress without a rule splits no request, name at least one'] : []),
    ...rules.flatMap((rule, index) => ruleProblems(`rules[${index}]`, rule)),
    ...repeated(rules.flatMap(placesOf)).map(
      (place) => `rules has ${place} twice: ingress-nginx would take one of them, leave the other out`,
    ),
    ...tls.flatMap((one, index) => tlsProblems(`tls[${index}]`, one, rules)),
    ...annotationProblems(props),
    ...canaryOptionProblems(props),
  ];
}

/** The path that a rule without paths is about. */
export const EVERY_PATH: NginxIngressPath = { path: '/' };

/** How a request is compared with a path. */
export function pathTypeOf({ pathType = HttpIngressPathType.PREFIX }: NginxIngressPath): HttpIngressPathType {
  return pathType;
}

function placesOf({ host, paths = [EVERY_PATH] }: NginxIngressRule): string[] {
  return paths.map((path) => `the path ${quote(path.path)} (${pathTypeOf(path)}) of ${host ?? 'any other host'}`);
}

function ruleProblems(what: string, { host, paths }: NginxIngressRule): string[] {
  return [
    ...(host === undefined ? [] : hostnameProblems(`${what}.host`, host)),
    // The controller panics at a rule without paths.
    ...(paths?.length === 0 ? [`${what}.paths is empty: name at least one, or leave it out for all`] : []),
    ...(paths ?? []).flatMap((path, index) => pathProblems(`${what}.paths[${index}].path`, path)),
  ];
}

// k8s.io/kubernetes pkg/apis/networking/validation, and ingress-nginx internal/ingress/inspector/rules.go for what it
// takes with strict-validate-path-type, which is on.
function pathProblems(what: string, path: NginxIngressPath): string[] {
  const isExpression = pathTypeOf(path) === HttpIngressPathType.IMPLEMENTATION_SPECIFIC;
  const isValid = isExpression
    ? path.path.startsWith('/')
    : /^\/[A-Za-z0-9._/-]*$/.test(path.path) && !/\/\/|\/\.\.?(\/|$)/.test(path.path);
  if (isValid) return [];
  const takes = isExpression
    ? 'a path that begins with "/"'
    : 'a path such as "/api", of letters, digits, ".", "_", "-" and "/" (for expressions take ' +
      'HttpIngressPathType.IMPLEMENTATION_SPECIFIC and the annotation use-regex)';
  return [`${what} takes ${takes}, got ${quote(path.path)}`];
}

function tlsProblems(
  what: string,
  { hosts, secretName }: NginxIngressTls,
  rules: readonly NginxIngressRule[],
): string[] {
  const known = rules.flatMap(({ host }) => host ?? []);
  return [
    ...(hosts.length === 0 ? [`${what}.hosts is empty: name the hosts that the certificate is for`] : []),
    ...hosts
      .filter((host) => !known.includes(host))
      .map(
        (host) =>
          `${what}.hosts has ${quote(host)}, which is the host of no rule (there ${known.length === 0 ? 'is none' : `are ${known.map(quote).join(', ')}`}): ` +
          'its certificate would not be used',
      ),
    ...(secretName === undefined ? [] : dnsSubdomainProblems(`${what}.secretName`, secretName)),
  ];
}

function annotationProblems(props: NginxIngressProps): string[] {
  const { annotations = {}, canaryIngressAnnotations = {}, ingressClassName = 'nginx' } = props;
  return [
    ...Object.entries({ annotations, canaryIngressAnnotations }).flatMap(([what, keys]) =>
      ingressClassProblems(what, keys, ingressClassName),
    ),
    ...Object.keys(annotations)
      .filter((key) => canaryAnnotation(key, props) !== undefined)
      .map(
        (key) =>
          `annotations has ${quote(key)}, which belongs to the Ingress of the canary, and the controller makes that one: give ` +
          'canaryByHeader, canaryByCookie or maxTrafficWeight, or leave it out',
      ),
  ];
}
