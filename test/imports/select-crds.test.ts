import { expect, test } from '@jest/globals';
import { crdsToImport } from '../../scripts/import/import-crds';
import type { PinnedCrds } from '../../scripts/import/pinned-crds';
import { TINY_CRD } from './tiny-crd';

const V2 = '    - name: v2\n      served: true\n';
const OLD = '    - name: v0\n      served: false\n';
const FILE = [
  TINY_CRD + V2 + OLD,
  TINY_CRD.replace('kind: Tiny', 'kind: Huge') + V2,
  TINY_CRD.replace('kind: Tiny', 'kind: Other').replace('group: example.com', 'group: example.org'),
].join('---');

function selected(entry: Partial<PinnedCrds>): readonly string[] {
  const tiny = { group: 'example.com', module: 'tiny.ts', project: 'Tiny', version: 'v1', file: 'tiny.yaml', urls: [] };
  const crds = crdsToImport({ ...tiny, ...entry }, [{ from: 'tiny.yaml', yaml: FILE }]);
  return crds.map(({ spec }) => `${spec.names.kind} ${spec.versions.map(({ name }) => name).join(' ')}`);
}

test('without lists, all kinds of the group are taken in all served versions, those of other groups left out', () => {
  expect(selected({})).toEqual(['Tiny v1 v2', 'Huge v1 v2']);
  expect(selected({ group: 'example.org' })).toEqual(['Other v1']);
});

test('only the listed kinds are taken', () => {
  expect(selected({ kinds: ['Huge'] })).toEqual(['Huge v1 v2']);
});

test('a kind of another group is none of the listed ones', () => {
  expect(() => selected({ kinds: ['Other'] })).toThrow(/has no Other, which crds\.yaml lists, only Tiny, Huge$/);
});

test('only the listed versions are taken, in the order of the list', () => {
  expect(selected({ versions: ['v2'] })).toEqual(['Tiny v2', 'Huge v2']);
  expect(selected({ kinds: ['Tiny'], versions: ['v2', 'v1'] })).toEqual(['Tiny v2 v1']);
});

test('a listed version has to be served for each kind that is taken', () => {
  expect(() => selected({ kinds: ['Tiny'], versions: ['v0'] })).toThrow(/serves no v0 of Tiny, .*, only v1, v2$/);
});
