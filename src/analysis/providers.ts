import type { ProviderModel } from './provider-model';
import { CLOUD_WATCH } from './providers/cloud-watch/facts';
import { DATADOG } from './providers/datadog/facts';
import { GRAPHITE } from './providers/graphite/facts';
import { INFLUXDB } from './providers/influxdb/facts';
import { JOB } from './providers/job/facts';
import { KAYENTA } from './providers/kayenta/facts';
import { NEW_RELIC } from './providers/new-relic/facts';
import { PLUGIN } from './providers/plugin/facts';
import { PROMETHEUS } from './providers/prometheus/facts';
import { SKYWALKING } from './providers/skywalking/facts';
import { WAVEFRONT } from './providers/wavefront/facts';
import { WEB } from './providers/web/facts';

/** Every metric provider that is known, in the order of the documentation. */
export const PROVIDERS: readonly ProviderModel[] = [
  PROMETHEUS,
  DATADOG,
  NEW_RELIC,
  WAVEFRONT,
  CLOUD_WATCH,
  GRAPHITE,
  INFLUXDB,
  SKYWALKING,
  KAYENTA,
  WEB,
  JOB,
  PLUGIN,
];
