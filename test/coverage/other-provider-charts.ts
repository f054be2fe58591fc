import { type Chart, Duration } from 'cdk8s';
import {
  Analysis,
  AnalysisArgument,
  CloudWatch,
  CloudWatchDataQuery,
  type CloudWatchExpressionOptions,
  type CloudWatchMetricOptions,
  type IMetricProvider,
  Kayenta,
  type KayentaJudgementOptions,
  type KayentaVersionScope,
  MetricJob,
  type MetricJobOptions,
  MetricPlugin,
  SkyWalking,
  Web,
  type WebOptions,
} from '../../src';
import { blueGreen } from './demo-rollouts';
import type { FieldCharts } from './field-chart';

const URL = 'https://shop.example.com/health';
const GRAPHQL = 'query ($duration: Duration!) { errors(duration: $duration) { value } }';

/** CloudWatch, SkyWalking, Kayenta, the web, Jobs and plugins as the provider of a metric. */
export const OTHER_PROVIDER_CHARTS: FieldCharts = {
  'CloudWatch.query': counted({}),
  'CloudWatchQueryOptions.window': (chart) =>
    asked(CloudWatch.query([counter({})], { window: Duration.minutes(10) }), few())(chart),
  'CloudWatchMetricOptions.dimensions': counted({ dimensions: { Service: 'shop' } }),
  'CloudWatchMetricOptions.unit': counted({ unit: 'Count' }),
  'CloudWatchMetricOptions.label': counted({ label: 'errors' }),
  'CloudWatchMetricOptions.returnData': asked(
    CloudWatch.query([counter({}), counter({ returnData: false }, 'total')]),
    few(),
  ),
  'CloudWatchDataQuery.expression': computed({}),
  'CloudWatchExpressionOptions.period': computed({ period: Duration.minutes(1) }),
  'SkyWalking.query': asked(
    SkyWalking.at('http://skywalking-oap:12800').query(GRAPHQL, Duration.minutes(2)),
    'result.errors.value < 5',
  ),
  'Kayenta.judge': judged({}),
  'KayentaJudgementOptions.lookback': judged({ lookback: true }),
  'KayentaVersionScope.start': judged({ scopes: scopes({ start: '{{args.begin}}' }) }, 'begin'),
  'KayentaVersionScope.end': judged({ scopes: scopes({ end: '{{args.end}}' }) }, 'end'),
  'Web.get': web({}),
  'WebOptions.jsonPath': web({ answersJson: undefined, jsonPath: '{$.errors}' }),
  'WebOptions.headers': web({ headers: { Accept: 'application/json' } }),
  'WebOptions.timeout': web({ timeout: Duration.seconds(5) }),
  'WebOptions.insecure': web({ insecure: true }),
  'WebOptions.oauth2': asked(
    Web.get(URL, {
      answersJson: true,
      oauth2: {
        tokenUrl: 'https://login.example.com/token',
        clientId: 'argo-rollouts',
        clientSecret: '{{args.secret}}',
        scopes: ['health'],
      },
    }),
    'result < 5',
    AnalysisArgument.secret('secret', 'client', 'secret'),
  ),
  'Web.post': asked(Web.post(URL, { answersJson: true }), 'result < 5'),
  'WebBodyOptions.body': asked(Web.put(URL, { answersJson: true, body: 'all' }), 'result < 5'),
  'WebBodyOptions.jsonBody': asked(Web.put(URL, { answersJson: true, jsonBody: { all: true } }), 'result < 5'),
  'MetricJob.of': job({}),
  'MetricJobOptions.labels': job({ labels: { team: 'shop' } }),
  'MetricJobOptions.annotations': job({ annotations: { note: 'demo' } }),
  'MetricJobOptions.podLabels': job({ podLabels: { team: 'shop' } }),
  'MetricJobOptions.podAnnotations': job({ podAnnotations: { note: 'demo' } }),
  'MetricPlugin.of': asked(MetricPlugin.of('acme/errors', { query: 'errors' }), 'result < 5'),
};

function few(): string {
  return 'len(result[0].Values) > 0 && all(result[0].Values, # < 5)';
}

function counter(options: Partial<CloudWatchMetricOptions>, id = 'errors'): CloudWatchDataQuery {
  const metric = { namespace: 'shop', metricName: id, stat: 'Sum', period: Duration.minutes(1) };
  return CloudWatchDataQuery.metric(id, { ...metric, ...options });
}

function counted(options: Partial<CloudWatchMetricOptions>) {
  return asked(CloudWatch.query([counter(options)]), few());
}

function computed(options: CloudWatchExpressionOptions) {
  return asked(CloudWatch.query([CloudWatchDataQuery.expression('rate', 'errors / 5', options), counter({})]), few());
}

function judged(options: Partial<KayentaJudgementOptions>, ...args: string[]) {
  const server = { application: 'shop', metricsAccountName: 'prometheus', storageAccountName: 'bucket' };
  const judgement = { canaryConfigName: 'errors', pass: 90, scopes: scopes({}), ...options };
  return asked(
    Kayenta.at('http://kayenta', server).judge(judgement),
    undefined,
    ...args.map((name) => AnalysisArgument.value(name, '2026-01-31T10:00:00Z')),
  );
}

function scopes(times: Partial<KayentaVersionScope>) {
  const version = { scope: 'shop', region: 'here', step: Duration.minutes(1), ...times };
  return [{ name: 'default', controlScope: version, experimentScope: version }];
}

function web(options: WebOptions) {
  return asked(Web.get(URL, { answersJson: true, ...options }), 'result < 5');
}

function job(options: Partial<MetricJobOptions>) {
  return asked(MetricJob.of({ containers: [{ image: 'example/test:1' }], ...options }), undefined);
}

function asked(provider: IMetricProvider, successCondition: string | undefined, ...args: AnalysisArgument[]) {
  return (chart: Chart) => {
    const metric = { name: 'errors', provider, successCondition, bothVersionsBecause: 'only the fields count here' };
    const timing = { interval: Duration.minutes(1), count: 1 };
    const analysis = new Analysis(chart, 'gate', { metrics: [{ ...metric, ...timing }], args });
    blueGreen(chart, { prePromotionAnalysis: { templates: [analysis] } });
  };
}
