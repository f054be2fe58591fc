import type { RouterFacts } from '../../src/traffic/router-facts';
import type { RouterModel } from '../../src/traffic/router-model';
import { SERVICE_DIFFERENCES } from '../../src/traffic/routers';
import { anchorOf, code, fence, table, yaml, yesOrNo } from './markdown';
import type { RouterConstructs } from './router-constructs';
import { routerSection } from './router-section';

/** Where the page is, from the root of the project. */
export const COMPATIBILITY_PAGE = 'docs/compatibility.md';

/** The page that says what each router can do and needs, from its facts. */
export function compatibilityPage(routers: readonly RouterModel[], constructs: RouterConstructs): string {
  return `${[HEAD, LEGEND, overview(routers, constructs), ARGO_CD, ...routers.map(routerSection)].join('\n\n')}\n`;
}

const HEAD = `# What each traffic router can do and needs

This page is generated: \`npm run docs\` makes it from the facts of the routers in \`src/traffic/*/facts.ts\`, which the constructs and the tests use too. Mend it there.`;

const LEGEND = `What a router cannot do is refused, whether the controller refuses it or the router takes it and does nothing. The controller notices drift where it watches the routes; elsewhere weights that somebody else has changed stay wrong until its next look, for up to 15 minutes.`;

const ARGO_CD = `Where Argo CD delivers the manifests, each router has its \`ignoreDifferences\` below, and every rollout with Services has this one besides. Leave \`RespectIgnoreDifferences\` and \`ServerSideApply\` out: with them edits in Git no longer arrive, or the Services lose their pods (measured with Argo CD 3.5.1).

${fence('yaml', yaml({ ignoreDifferences: [SERVICE_DIFFERENCES], syncPolicy: { syncOptions: ['ApplyOutOfSyncOnly=true'] } }))}`;

const COLUMNS: Readonly<Record<string, (router: RouterModel) => string>> = {
  'Argo Rollouts': ({ requires }) => `≥ ${requires.argoRollouts}`,
  'header routes': ({ facts, isOpaque }) => ability(headerRoutes(facts), isOpaque),
  'mirror routes': ({ facts, isOpaque }) => ability(yesOrNo(facts.setMirrorRoute), isOpaque),
  'experiment weights': ({ facts, isOpaque }) => ability(yesOrNo(facts.experimentWeight), isOpaque),
  'ping-pong': ({ facts, isOpaque }) => ability(yesOrNo(facts.pingPong), isOpaque),
  '`maxTrafficWeight`': ({ facts, isOpaque }) => ability(yesOrNo(facts.maxTrafficWeight), isOpaque),
  "canary's requests counted by": ({ requires }) => requires.countedBy ?? yesOrNo(false),
  'drift noticed': ({ isWatched }) => yesOrNo(isWatched),
};

function overview(routers: readonly RouterModel[], constructs: RouterConstructs): string {
  return table(
    ['router', 'constructs', ...Object.keys(COLUMNS)],
    routers.map((router) => [
      `[${router.facts.name}](#${anchorOf(router.facts.name)})`,
      (constructs[router.folder] ?? []).map(code).join(', '),
      ...Object.values(COLUMNS).map((cell) => cell(router)),
    ]),
  );
}

function headerRoutes({
  setHeaderRoute,
  headerRoutesAtOnce,
  headerMatches = 'all',
  headerOncePerRoute,
}: RouterFacts): string {
  if (!setHeaderRoute) return yesOrNo(false);
  return [
    headerMatches === 'exact' ? 'exact values only' : 'exact, prefix, regex',
    ...(headerRoutesAtOnce === undefined ? [] : [`${headerRoutesAtOnce} at a time`]),
    ...(headerOncePerRoute ? ['each header once'] : []),
  ].join('; ');
}

function ability(known: string, isOpaque = false): string {
  return isOpaque ? 'if its props say so' : known;
}
