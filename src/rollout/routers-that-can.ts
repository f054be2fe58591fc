import type { RouterFacts } from '../traffic/router-facts';
import { ROUTERS } from '../traffic/routers';

/** The names of the routers that can do something, as a message tells them: `AWS ALB, Istio and SMI`. */
export function routersThatCan(can: (facts: RouterFacts) => boolean): string {
  const names = ROUTERS.filter(({ facts }) => can(facts)).map(({ facts }) => facts.name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
