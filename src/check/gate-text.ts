import { at } from '../manifest/plain';
import type { Gate } from '../release/gate';
import { quote } from '../validation/names';

/** An analysis of a release as it is called in messages: by its place. */
export function gateText({ place, step, path, value }: Gate): string {
  if (place === 'background') return 'the background analysis';
  if (place === 'step') return `the analysis of steps[${step}]`;
  if (place === 'prePromotion') return 'prePromotionAnalysis';
  if (place === 'postPromotion') return 'postPromotionAnalysis';
  const name = at(value, 'name');
  const analysis = typeof name === 'string' ? `analysis ${quote(name)}` : `analyses[${path.at(-1)}]`;
  return step === undefined
    ? `the ${analysis} of the Experiment`
    : `the ${analysis} of the experiment of steps[${step}]`;
}

/** Whether the controller looks at the templates of an analysis one by one before it starts a release. */
export function isValidatedAlone({ place }: Gate): boolean {
  return place === 'step' || place === 'prePromotion' || place === 'postPromotion';
}
