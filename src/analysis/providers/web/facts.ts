import { at, isThere, type Plain, textOf } from '../../../manifest/plain';
import { ANY } from '../../conditions/result-type';
import type { ProviderModel } from '../../provider-model';

/** All that is known of the web as a metric provider: an HTTP request to anything that answers JSON. */
export const WEB: ProviderModel = {
  folder: 'web',
  name: 'Web',
  key: 'web',
  argoRollouts: '0.7',
  known: ['Argo Rollouts 1.10.2', 'argo-rollouts metricproviders/webmetric/webmetric.go'],
  hasConditions: true,
  withoutData:
    'a status other than 2xx, or a JSON path that leads nowhere, is an error; a body that is not JSON is successful, ' +
    'whatever the conditions say',
  resultOf: () => ANY,
  problems: (config) => [
    ...methodProblems(config),
    ...jsonPathProblems(at(config, 'jsonPath')),
    ...oauth2Problems(at(config, 'authentication', 'oauth2')),
    ...(isThere(at(config, 'authentication', 'sigv4', 'region')) ||
    isThere(at(config, 'authentication', 'sigv4', 'roleArn'))
      ? ['authentication.sigv4 is ignored: the controller signs requests to Amazon Managed Prometheus only']
      : []),
  ],
};

// argo-rollouts metricproviders/webmetric/webmetric.go
function methodProblems(config: Plain): string[] {
  const method = textOf(at(config, 'method')) ?? 'GET';
  const bodies = ['body', 'jsonBody'].filter((key) => isThere(at(config, key)) && at(config, key) !== '');
  return [
    ...(METHODS.includes(method) || method.includes('{{')
      ? []
      : [`method takes ${METHODS.join(', ')}, got ${JSON.stringify(method)}`]),
    ...(bodies.length > 1
      ? ['it has both body and jsonBody, and each measurement would be an error: leave one out']
      : []),
    ...(method === 'GET' && bodies.length > 0
      ? [`it has a ${bodies[0]} with GET, and each measurement would be an error: take POST or PUT, or leave it out`]
      : []),
  ];
}

// Text outside of braces is a result by itself (k8s.io/client-go util/jsonpath), and only the first result counts.
function jsonPathProblems(jsonPath: Plain): string[] {
  const path = textOf(jsonPath);
  if (path === undefined || path.startsWith('{{')) return [];
  const text = path.replace(/\{\{[^{}]*\}\}/g, 'x');
  // One of several lines ends in a new line.
  if (/^\{[^{}]+\}\s*$/.test(text)) return [];
  const effect = /^(\{[^{}]+\}[^{}]*)+$/.test(text)
    ? 'only the first result counts'
    : 'what stands outside of braces would itself be the result';
  return [`jsonPath takes one JSON path in braces such as "{$.data.ok}", got ${JSON.stringify(path)}: ${effect}`];
}

function oauth2Problems(oauth2: Plain): string[] {
  if (textOf(at(oauth2, 'tokenUrl')) === undefined) return [];
  return ['clientId', 'clientSecret']
    .filter((key) => textOf(at(oauth2, key)) === undefined)
    .map((key) => `authentication.oauth2.${key} is missing: with a tokenUrl alone each measurement is an error`);
}

const METHODS: readonly string[] = ['GET', 'POST', 'PUT'];
