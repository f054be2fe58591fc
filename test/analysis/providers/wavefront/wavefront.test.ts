import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { Wavefront } from '../../../../src';
import { WAVEFRONT } from '../../../../src/analysis/providers/wavefront/facts';

describe('Wavefront', () => {
  test('asks an instance, and looks back as far as it is told', () => {
    const wavefront = Wavefront.at('example.wavefront.com');
    const query = wavefront.query('mavg(2m, ts("errors"))', { window: Duration.minutes(2) });
    expect(query.toProvider()).toEqual({
      wavefront: { address: 'example.wavefront.com', query: 'mavg(2m, ts("errors"))' },
    });
    expect(query.window?.toMinutes()).toBe(2);
    expect(query.resultType).toEqual({ is: 'number' });
    expect(query.problems()).toEqual([]);
    expect(wavefront.query('ts("errors")').window).toBeUndefined();
  });

  test.each(['https://example.wavefront.com', 'example.wavefront.com:443', 'example.wavefront.com/api', ''])(
    'refuses the address %j, which is no key of a Secret',
    (address) => {
      expect(() => Wavefront.at(address)).toThrow('the address takes a host name such as "example.wavefront.com"');
      expect(WAVEFRONT.problems({ address, query: 'ts("errors")' })).toHaveLength(1);
    },
  );

  test('refuses an empty query and half a second', () => {
    const wavefront = Wavefront.at('example.wavefront.com');
    expect(wavefront.query(' ').problems()).toEqual(['the query is empty']);
    expect(() => wavefront.query('ts("errors")', { window: Duration.millis(500) })).toThrow(
      'window takes whole seconds',
    );
  });
});
