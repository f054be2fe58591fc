/** One scraped sample of a counter; time in seconds since the epoch. */
export interface Sample {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly time: number;
}

/** Samples as the OpenMetrics text that `promtool tsdb create-blocks-from openmetrics` reads. */
export function openMetrics(samples: readonly Sample[]): string {
  return [...samples.map(line), '# EOF', ''].join('\n');
}

function line({ metric, labels, value, time }: Sample): string {
  const pairs = Object.entries(labels).map(([name, text]) => `${name}=${JSON.stringify(text)}`);
  return `${metric}{${pairs.join(',')}} ${value} ${time.toFixed(3)}`;
}
