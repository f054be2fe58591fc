import { expect, test } from '@jest/globals';
import { embeddedYaml } from '../../src/check/embedded-yaml';

test('the YAML in a text is read as Go reads it', () => {
  expect(embeddedYaml('- name: a\n  on: yes\n')).toEqual([{ name: 'a', true: true }]);
  expect(embeddedYaml('a: 1\na: 2\n')).toEqual({ a: 2 });
});

test.each([undefined, null, 'a: [', '['.repeat(100_000), 'a: *nothing'])('nothing can be read from %j', (text) => {
  expect(embeddedYaml(text)).toBeUndefined();
});
