import type { RouterModel } from '../../src/traffic/router-model';
import { bullets, code, fence, yaml } from './markdown';

// Stands for the name of a managed route in the expressions for Argo CD.
const MANAGED_ROUTE = 'M';

/** What a router needs, in a section of its own. */
export function routerSection(router: RouterModel): string {
  const { facts, requires, folder, isOpaque = false } = router;
  return [
    `## ${facts.name}`,
    [
      `Known from: ${requires.known.join('; ')}.`,
      `The facts: ${code(`src/traffic/${folder}/facts.ts`)}.`,
      ...(facts.needsServices === false ? ['The rollout need not have two Services.'] : []),
      ...(facts.singular === undefined ? [] : ['A rollout may have several of the kind.']),
    ].join(' '),
    ...(requires.existing.length === 0 ? [] : [`Has to be there:\n\n${bullets(requires.existing)}`]),
    ...(requires.flags.length === 0
      ? []
      : [`Flags of the controller:\n\n${bullets(requires.flags.map(({ flag, when }) => `${code(flag)}: ${when}`))}`]),
    ...(isOpaque ? [] : [permissions(router), ignored(router)]),
  ].join('\n\n');
}

function permissions({ requires }: RouterModel): string {
  if (requires.permissions.length === 0) return "The controller's own ClusterRole has all permissions.";
  const rules = requires.permissions.map(({ apiGroups, resources, verbs }) =>
    yaml({ apiGroups, resources, verbs }, { collectionStyle: 'flow', flowCollectionPadding: false }),
  );
  return `The controller's own ClusterRole lacks these rules:\n\n${fence('yaml', rules.map((rule) => `- ${rule}`).join(''))}`;
}

function ignored({ facts, ignoreDifferences }: RouterModel): string {
  const always = yaml({ ignoreDifferences: ignoreDifferences([]) });
  const hasRoutes = facts.setHeaderRoute || facts.setMirrorRoute;
  const text = yaml({ ignoreDifferences: ignoreDifferences(hasRoutes ? [MANAGED_ROUTE] : []) });
  if (text === yaml({ ignoreDifferences: [] })) return 'Argo CD needs to ignore nothing of its objects.';
  const each = text === always ? '' : `, with the name of each managed route in place of ${code(MANAGED_ROUTE)}`;
  return `An Application of Argo CD ignores what the controller writes${each}:\n\n${fence('yaml', text)}`;
}
