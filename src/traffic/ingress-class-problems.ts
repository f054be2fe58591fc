import { quote } from '../validation/names';

/**
 * What is wrong with annotations of an Ingress that has an `ingressClassName`: they say the class too. The API server
 * refuses to create it when the two differ, and up to Kubernetes 1.26 also when they are equal (kubernetes
 * pkg/apis/networking/validation/validation.go, ValidateIngressCreate, since pull request #115447).
 */
export function ingressClassProblems(
  what: string,
  annotations: Readonly<Record<string, string>>,
  ingressClassName: string,
): string[] {
  const annotation = annotations[CLASS_ANNOTATION];
  if (annotation === undefined) return [];
  const [value, who] =
    annotation === ingressClassName
      ? ['', 'API servers up to Kubernetes 1.26 refuse']
      : [` ${quote(annotation)}`, 'the API server refuses'];
  return [
    `${what} has ${CLASS_ANNOTATION}${value} beside the ingressClassName ${quote(ingressClassName)}: ${who} to create that; ` +
      'say the class with ingressClassName alone',
  ];
}

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
