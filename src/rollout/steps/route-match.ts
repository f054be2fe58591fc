import type { RolloutSpecStrategyCanaryStepsSetMirrorRouteMatch } from '../../../imports/argoproj.io';
import { quote } from '../../validation/names';
import { headerNameProblems } from './header-match';
import type { StringMatch } from './string-match';

/** What a request has to be like; all that is given has to hold, and at least one has to be given. */
export interface RouteMatch {
  /**
   * The method, in capitals: `StringMatch.exact('GET')`.
   * @default - any method
   */
  readonly method?: StringMatch;

  /**
   * The path, which begins with a slash: `StringMatch.prefix('/api')`.
   * @default - any path
   */
  readonly path?: StringMatch;

  /**
   * The values of headers, by the name of the header.
   * @default - any headers
   */
  readonly headers?: { readonly [header: string]: StringMatch };
}

/** What is wrong with a match, as a list of problems. */
export function routeMatchProblems(what: string, match: RouteMatch): string[] {
  const { method, path, headers = {} } = match;
  if (method === undefined && path === undefined && Object.keys(headers).length === 0) {
    return [`${what} is empty: give it a method, a path or headers; all requests are path: StringMatch.prefix("/")`];
  }
  return [
    ...(method?.kind === 'exact' && !/^[A-Z]+$/.test(method.text)
      ? [`${what}.method takes a method in capitals such as "GET", got ${quote(method.text)}`]
      : []),
    ...(path !== undefined && path.kind !== 'regex' && !path.text.startsWith('/')
      ? [`${what}.path takes a path that begins with "/", got ${quote(path.text)}`]
      : []),
    ...Object.keys(headers).flatMap((header) => headerNameProblems(`${what}.headers`, header)),
  ];
}

/** A match as a `setMirrorRoute` step takes it. */
export function toRouteMatch({
  method,
  path,
  headers = {},
}: RouteMatch): RolloutSpecStrategyCanaryStepsSetMirrorRouteMatch {
  const values = Object.entries(headers).map(([header, value]) => [header, value.toMatch()]);
  return {
    method: method?.toMatch(),
    path: path?.toMatch(),
    // The controller drops an empty map again, and Argo CD would be OutOfSync for ever.
    headers: values.length === 0 ? undefined : Object.fromEntries(values),
  };
}
