import fs from 'node:fs';
import path from 'node:path';

const dist = path.resolve(__dirname, '../dist');

/**
 * Writes so many rollouts into a folder, each with two Services, a route and an AnalysisTemplate in a file of its own:
 * by turns those of the examples for the Gateway API, Traefik, NGINX and Istio.
 * @param broken whether each template has a condition that cannot be read
 */
export function writeManifests(folder: string, rollouts: number, broken = false): void {
  fs.rmSync(folder, { recursive: true, force: true });
  const examples = EXAMPLES.map(({ file, names, routes }) => ({ names, text: objectsOf(file, routes) }));
  for (let index = 0; index < rollouts; index++) {
    const { names, text } = examples[index % examples.length] ?? { names: /^$/, text: '' };
    const team = path.join(folder, `team-${Math.floor(index / 50)}`);
    const own = text.replace(names, `$&-${index}`).replaceAll(': success-rate', `: success-rate-${index}`);
    fs.mkdirSync(team, { recursive: true });
    fs.writeFileSync(path.join(team, `app-${index}.yaml`), broken ? own.replace(/( >= 0\.9+)/g, '$1 &&') : own);
  }
}

const EXAMPLES = [
  { file: 'gateway-api', names: /demo-app/g, routes: ['HTTPRoute'] },
  {
    file: 'traefik',
    names: /canary-(rollout|active|preview|service)|myapp-canary/g,
    routes: ['TraefikService', 'IngressRoute'],
  },
  { file: 'nginx', names: /canary-demo/g, routes: ['Ingress'] },
  { file: 'istio', names: /reviews/g, routes: ['VirtualService'] },
];

function objectsOf(file: string, routes: readonly string[]): string {
  const documents = fs.readFileSync(path.join(dist, `${file}.k8s.yaml`), 'utf8').split(/^---\n/m);
  const kinds = ['Service', 'AnalysisTemplate', 'Rollout', ...routes];
  return documents.filter((document) => kinds.some((kind) => document.includes(`\nkind: ${kind}\n`))).join('---\n');
}
