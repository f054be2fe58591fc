import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { Graphite, type GraphiteQueryOptions } from '../../../../src';
import { GRAPHITE } from '../../../../src/analysis/providers/graphite/facts';

const graphite = Graphite.at('http://graphite:8080');

describe('Graphite', () => {
  test('asks for the points of the last five minutes', () => {
    const query = graphite.query('sumSeries(shop.*.errors)');
    expect(query.toProvider()).toEqual({
      graphite: { address: 'http://graphite:8080', query: 'target=sumSeries(shop.*.errors)&from=-5min' },
    });
    expect(query.window.toMinutes()).toBe(5);
    expect(query.resultType).toEqual({ is: 'list', of: { is: 'number' } });
    expect(query.problems()).toEqual([]);
  });

  test.each<[GraphiteQueryOptions, string]>([
    [{ from: Duration.seconds(90) }, 'from=-90s'],
    [{ from: Duration.hours(1), until: Duration.minutes(1) }, 'from=-60min&until=-1min'],
  ])('with %j asks for other points', (options, times) => {
    expect(graphite.query('x', options).toProvider()).toMatchObject({ graphite: { query: `target=x&${times}` } });
  });

  // The controller takes white space out, parses what is left as the query of a URL and so decodes it.
  test.each([
    ["alias(x, 'my name')", "alias(x,'my name')"],
    ['sumSeries(\n  x.{a,b}.*,\n  y\n)', 'sumSeries(x.{a,b}.*,y)'],
    ["alias(x, '100 % & more; a+b #1')", "alias(x,'100 % & more; a+b #1')"],
    ["alias(x, '%41')", "alias(x,'%41')"],
    ['x.{{ args.canary }}.errors', 'x.{{args.canary}}.errors'],
    ["alias(x, '{{ args.name }}')", "alias(x,'{{args.name}}')"],
  ])('brings the target %j to Graphite as it was meant', (target, arrives) => {
    const { query = '' } = graphite.query(target).toProvider().graphite ?? {};
    const url = new URL(`http://graphite/render?${query.replace(/\s+/g, '')}`);
    expect(url.searchParams.get('target')).toBe(arrives);
    expect(url.searchParams.get('from')).toBe('-5min');
  });

  test.each<[GraphiteQueryOptions, string]>([
    [{ from: Duration.seconds(0) }, 'from takes whole seconds, at least 1'],
    [{ until: Duration.millis(10) }, 'until takes whole seconds, at least 1'],
    [
      { from: Duration.minutes(1), until: Duration.minutes(1) },
      'the points end 1m before the measurement (until), and have to begin before that, got 1m (from)',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => graphite.query('x', options)).toThrow(message);
  });

  test('refuses an address that is no URL', () => {
    expect(() => Graphite.at('graphite:8080')).toThrow('the address of Graphite takes an http or https URL such as');
  });

  test('finds an empty target', () => {
    expect(graphite.query(' ').problems()).toEqual(['the query is empty']);
  });

  test.each<[object, string]>([
    [{ query: '' }, 'the query is empty'],
    [{ query: 'sumSeries(x)' }, 'the query has no target=…'],
    [{ query: 'target=alias(x,"#1")' }, 'the query has a "#", and all that follows it is dropped'],
    [{ query: 'target=x', address: 'graphite' }, 'the address takes an http or https URL'],
  ])('knows what is wrong with %j', (config, message) => {
    expect(GRAPHITE.problems({ address: 'http://graphite', ...config })).toEqual([expect.stringContaining(message)]);
  });
});
