import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { COMPATIBILITY_PAGE, compatibilityPage } from '../../scripts/docs/compatibility-page';
import { routerConstructs } from '../../scripts/docs/router-constructs';
import type { RouterModel } from '../../src/traffic/router-model';
import { ROUTERS } from '../../src/traffic/routers';

const root = path.resolve(__dirname, '../..');

/** A router that can do nothing but weights, and needs nothing. */
const PLAIN: RouterModel = {
  folder: 'plain',
  facts: {
    name: 'Plain Router',
    setHeaderRoute: false,
    setMirrorRoute: false,
    experimentWeight: false,
    maxTrafficWeight: false,
    pingPong: false,
  },
  requires: { argoRollouts: '1.2', known: ['Plain 1.0'], flags: [], existing: [], permissions: [] },
  isWatched: false,
  isIn: () => false,
  routes: () => [],
  backends: () => [],
  ignoreDifferences: () => [],
  writer: { setWeight: (objects) => objects },
};

const pageOf = (router: Partial<RouterModel>) =>
  compatibilityPage([{ ...PLAIN, ...router }], { plain: ['PlainRoute', 'PlainGate'] });

/** The page from the first line of the table's body on, without what is said of every router. */
const bodyOf = (router: Partial<RouterModel>) =>
  pageOf(router)
    .split('|---|\n')[1]
    ?.replace(/\n\nWhere Argo CD .*?(?=\n\n## )/s, '');

describe('docs/compatibility.md', () => {
  test('is what `npm run docs` makes: run it and commit the page if this fails', () => {
    const page = fs.readFileSync(path.join(root, COMPATIBILITY_PAGE), 'utf8');
    expect(page).toBe(compatibilityPage(ROUTERS, routerConstructs(root)));
  });

  test('says at the top that it is generated, and from what', () => {
    expect(pageOf({}).split('\n').slice(0, 3).join('\n')).toMatch(
      /^# .+\n\nThis page is generated: `npm run docs` makes it from the facts of the routers in `src\/traffic\/\*\/facts\.ts`/,
    );
  });

  test('says what Argo CD has to leave to the controller of every rollout', () => {
    expect(pageOf({})).toContain(
      'ignoreDifferences:\n  - group: \'\'\n    kind: Service\n    jqPathExpressions:\n      - .spec.selector."rollouts-pod-template-hash"\n',
    );
  });

  test('has a construct for each router', () => {
    const constructs = routerConstructs(root);
    expect(ROUTERS.filter(({ folder }) => constructs[folder]?.length === 0).map(({ folder }) => folder)).toEqual([]);
    expect(constructs.traefik).toEqual(['TraefikService', 'IngressRoute']);
  });
});

describe('compatibilityPage', () => {
  test('says little of a router that needs nothing', () => {
    expect(
      bodyOf({}),
    ).toBe(`| [Plain Router](#plain-router) | \`PlainRoute\`, \`PlainGate\` | ≥ 1.2 | – | – | – | – | – | – | – |

## Plain Router

Known from: Plain 1.0. The facts: \`src/traffic/plain/facts.ts\`.

The controller's own ClusterRole has all permissions.

Argo CD needs to ignore nothing of its objects.
`);
  });

  test('says what a router can do, needs, and writes', () => {
    const able: Partial<RouterModel> = {
      facts: {
        ...PLAIN.facts,
        setHeaderRoute: true,
        headerRoutesAtOnce: 1,
        headerMatches: 'exact',
        headerOncePerRoute: true,
        setMirrorRoute: true,
        needsServices: false,
        singular: {},
      },
      requires: {
        argoRollouts: '1.4',
        known: ['Plain 1.0', 'its source'],
        flags: [{ flag: '--plain=yes', when: 'it is plain' }],
        existing: ['a CRD'],
        permissions: [{ apiGroups: [''], resources: ['plains'], verbs: ['get', 'patch'] }],
        countedBy: 'Plain',
      },
      isWatched: true,
      ignoreDifferences: (managedRoutes) => [
        {
          group: 'plain.io',
          kind: 'Plain',
          jqPathExpressions: [
            '.spec.weights[]?',
            ...managedRoutes.map((route) => `.spec.routes[]? | select(.name == "${route}")`),
          ],
        },
      ],
    };
    expect(
      bodyOf(able),
    ).toBe(`| [Plain Router](#plain-router) | \`PlainRoute\`, \`PlainGate\` | ≥ 1.4 | exact values only; 1 at a time; each header once | yes | – | – | – | Plain | yes |

## Plain Router

Known from: Plain 1.0; its source. The facts: \`src/traffic/plain/facts.ts\`. The rollout need not have two Services. A rollout may have several of the kind.

Has to be there:

- a CRD

Flags of the controller:

- \`--plain=yes\`: it is plain

The controller's own ClusterRole lacks these rules:

\`\`\`yaml
- {apiGroups: [''], resources: [plains], verbs: [get, patch]}
\`\`\`

An Application of Argo CD ignores what the controller writes, with the name of each managed route in place of \`M\`:

\`\`\`yaml
ignoreDifferences:
  - group: plain.io
    kind: Plain
    jqPathExpressions:
      - .spec.weights[]?
      - .spec.routes[]? | select(.name == "M")
\`\`\`
`);
  });

  test('says nothing of what is not known of a plugin', () => {
    const page = bodyOf({ isOpaque: true });
    expect(page).toContain('| if its props say so | if its props say so | if its props say so | if its props say so |');
    expect(page).not.toMatch(/ClusterRole|Argo CD/);
  });
});
