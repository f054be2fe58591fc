import type { Duration } from 'cdk8s';

/**
 * A question to Graphite's render API as the controller takes it: what it puts behind `/render?`.
 *
 * The controller takes all white space out, and what has a meaning in a URL would end the target, so white space within
 * quotes and such signs anywhere are written as a URL has them.
 */
export function toRenderQuery(target: string, from: Duration, until: Duration | undefined): string {
  const written = target
    .replace(/\{\{\s*([^{}]*?)\s*\}\}/g, '{{$1}}')
    .replace(/[%&;#+]/g, encodeURIComponent)
    .replace(QUOTED, (text) => text.replace(/\s/g, encodeURIComponent));
  const query = `target=${written}&from=${ago(from)}`;
  return until === undefined ? query : `${query}&until=${ago(until)}`;
}

const QUOTED = /'[^']*'|"[^"]*"/g;

function ago(duration: Duration): string {
  const seconds = duration.toSeconds();
  return seconds % 60 === 0 ? `-${seconds / 60}min` : `-${seconds}s`;
}
