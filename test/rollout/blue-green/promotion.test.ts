import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { Promotion } from '../../../src/index';

describe('Promotion', () => {
  test('says nothing where the controller promotes at once, which it does by itself', () => {
    expect(Promotion.automatic().toFields()).toEqual({});
  });

  test('waits for some time, and never says both', () => {
    expect(Promotion.after(Duration.minutes(5)).toFields()).toEqual({ autoPromotionSeconds: 300 });
  });

  test('waits for a person, and knows why', () => {
    const promotion = Promotion.manual('QA promotes');
    expect(promotion.toFields()).toEqual({ autoPromotionEnabled: false });
    expect(promotion.reason).toBe('QA promotes');
  });

  test('has no reason where it waits for nobody', () => {
    expect([Promotion.automatic().reason, Promotion.after(Duration.seconds(1)).reason]).toEqual([undefined, undefined]);
  });

  test.each([
    [Duration.seconds(0), '0s'],
    [Duration.millis(1500), '1500ms'],
  ])('refuses to wait for %s', (duration, got) => {
    expect(() => Promotion.after(duration)).toThrow(
      `Promotion.after takes whole seconds, at least 1 (the controller counts in whole seconds), got ${got}`,
    );
  });

  test.each(['', ' \t'])('refuses to wait for a person without a reason: %j', (reason) => {
    expect(() => Promotion.manual(reason)).toThrow(
      `a manual promotion needs a reason that says who promotes and when, got ${JSON.stringify(reason)}`,
    );
  });
});
