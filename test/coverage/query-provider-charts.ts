import { type Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  Datadog,
  DatadogAggregator,
  Graphite,
  type IMetricProvider,
  InfluxDb,
  NewRelic,
  Prometheus,
  PrometheusAuthentication,
  Wavefront,
} from '../../src';
import { routedCanary } from './demo-rollouts';
import type { FieldCharts } from './field-chart';

const ADDRESS = 'http://prometheus:9090';
const WORKSPACE = 'https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1';
const NRQL = 'SELECT count(*) AS requests FROM Transaction SINCE 1 minute ago';

/** Prometheus, Datadog, New Relic, Wavefront, Graphite and InfluxDB as the provider of a metric. */
export const QUERY_PROVIDER_CHARTS: FieldCharts = {
  'Prometheus.query': asked(Prometheus.at(ADDRESS).query('errors'), 'len(result) > 0 && result[0] < 5'),
  'Prometheus.rangeQuery': asked(
    Prometheus.at(ADDRESS).rangeQuery('errors', { start: Duration.minutes(1), step: Duration.seconds(15) }),
    'all(result, # < 5)',
  ),
  'PrometheusOptions.timeout': asked(
    Prometheus.at(ADDRESS, { timeout: Duration.seconds(10) }).query('errors'),
    'len(result) > 0 && result[0] < 5',
  ),
  'PrometheusOptions.headers': asked(
    Prometheus.at(ADDRESS, { headers: { 'X-Scope-OrgID': 'shop' } }).query('errors'),
    'len(result) > 0 && result[0] < 5',
  ),
  'PrometheusOptions.insecure': asked(
    Prometheus.at('https://prometheus', { insecure: true }).query('errors'),
    'len(result) > 0 && result[0] < 5',
  ),
  'PrometheusAuthentication.oauth2': asked(
    Prometheus.at(ADDRESS, {
      authentication: PrometheusAuthentication.oauth2({
        tokenUrl: 'https://login.example.com/token',
        clientId: 'argo-rollouts',
        clientSecret: '{{args.secret}}',
        scopes: ['metrics'],
      }),
    }).query('errors'),
    'len(result) > 0 && result[0] < 5',
    AnalysisArgument.secret('secret', 'client', 'secret'),
  ),
  'PrometheusAuthentication.sigV4': asked(
    Prometheus.at(WORKSPACE, {
      authentication: PrometheusAuthentication.sigV4({
        region: 'eu-central-1',
        roleArn: 'arn:aws:iam::111122223333:role/metrics',
        profile: 'metrics',
      }),
    }).query('errors'),
    'len(result) > 0 && result[0] < 5',
  ),
  'Datadog.query': asked(Datadog.ofController().query('sum:errors{*}'), 'default(result, 0) < 5'),
  'DatadogQueryOptions.aggregator': asked(
    Datadog.ofController().query('sum:errors{*}', { aggregator: DatadogAggregator.SUM }),
    'default(result, 0) < 5',
  ),
  'DatadogQueryOptions.requestTimeout': asked(
    Datadog.ofController().query('sum:errors{*}', { requestTimeout: Duration.seconds(30) }),
    'default(result, 0) < 5',
  ),
  'Datadog.formula': asked(
    Datadog.ofController().formula('failed / all', { failed: 'sum:errors{*}', all: 'sum:requests{*}' }),
    'default(result, 0) < 5',
  ),
  'Datadog.secret': asked(Datadog.secret('datadog-shop').query('sum:errors{*}'), 'default(result, 0) < 5'),
  'NewRelic.query': asked(NewRelic.ofController().query(NRQL), 'result.requests > 5'),
  'NewRelic.profile': asked(NewRelic.profile('newrelic-eu').query(NRQL), 'result.requests > 5'),
  'NewRelicQueryOptions.timeout': asked(
    NewRelic.ofController().query(NRQL, { timeout: Duration.seconds(10) }),
    'result.requests > 5',
  ),
  'Wavefront.query': asked(Wavefront.at('example.wavefront.com').query('sum(ts("errors"))'), 'result < 5'),
  'Graphite.query': asked(Graphite.at('http://graphite').query('sumSeries(errors.*)'), 'all(result, # < 5)'),
  'InfluxDb.query': asked(
    InfluxDb.ofController().query('from(bucket: "shop") |> range(start: -1m) |> count()'),
    'result[0] < 5',
  ),
  'InfluxDb.profile': asked(
    InfluxDb.profile('influxdb-platform').query('from(bucket: "shop") |> range(start: -1m) |> count()'),
    'result[0] < 5',
  ),
};

function asked(provider: IMetricProvider, successCondition: string, ...args: AnalysisArgument[]) {
  return (chart: Chart) => {
    const metric = { name: 'errors', provider, successCondition, bothVersionsBecause: 'only the fields count here' };
    const timing = { interval: Duration.seconds(10), initialDelay: Duration.minutes(1) };
    const analysis = new Analysis(chart, 'gate', { metrics: [{ ...metric, ...timing }], args });
    routedCanary(chart, { analysis: { templates: [analysis] } });
  };
}
