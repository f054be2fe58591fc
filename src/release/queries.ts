import { PromqlReader } from '../analysis/providers/prometheus/promql';
import type { ManifestSet } from '../manifest/manifest-set';

/** What reads the PromQL queries of a set: each once, whoever asks. */
export function promqlOf(set: ManifestSet): PromqlReader {
  return set.derive(makeReader);
}

function makeReader(): PromqlReader {
  return new PromqlReader();
}
