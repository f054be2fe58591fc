import type { ProviderModel } from './provider-model';
import { PROMETHEUS } from './providers/prometheus/facts';

/** Every metric provider that is known, in the order of the documentation. */
export const PROVIDERS: readonly ProviderModel[] = [PROMETHEUS];
