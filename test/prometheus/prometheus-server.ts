import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { MetricResult } from './gate';

/** How long Prometheus may take to answer after its start, in milliseconds. */
const START_LIMIT = 20_000;
/** How long it may take to end before it is killed, in milliseconds. */
const STOP_LIMIT = 5_000;

/** Kills the server when its standard input ends: also when this process dies without a chance to clean up. */
const WITH_WATCHDOG = 'exec 3<&0; (read -r _ <&3; kill $$) >/dev/null 2>&1 & exec prometheus "$@" 3<&-';

/** A real Prometheus on the loopback that scrapes nothing and answers queries about recorded samples. */
export class PrometheusServer {
  /** Starts a server that knows exactly these samples, whatever the time is now. */
  static async start(openMetrics: string): Promise<PrometheusServer> {
    const folder = await mkdtemp(join(tmpdir(), 'prometheus-test-'));
    const server = new PrometheusServer(folder);
    try {
      await server.load(openMetrics);
      await server.listen();
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  private process: ChildProcess | undefined;
  private log = '';
  private url = '';

  private constructor(private readonly folder: string) {}

  /** Asks at an instant, in seconds since the epoch. @throws with Prometheus' words when it refuses the query */
  async query(expression: string, time: number): Promise<MetricResult> {
    const response = await fetch(`${this.url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query: expression, time: time.toFixed(3) }),
    });
    return toResult((await response.json()) as Answer);
  }

  async stop(): Promise<void> {
    const { process } = this;
    if (process !== undefined && isRunning(process)) {
      const exit = once(process, 'exit');
      process.stdin?.end();
      const impatience = setTimeout(() => process.kill('SIGKILL'), STOP_LIMIT);
      await exit;
      clearTimeout(impatience);
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private async load(openMetrics: string): Promise<void> {
    const file = join(this.folder, 'samples.txt');
    await mkdir(join(this.folder, 'data'));
    await writeFile(file, openMetrics);
    const args = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', file, join(this.folder, 'data')];
    await promisify(execFile)('promtool', args);
  }

  private async listen(): Promise<void> {
    await writeFile(join(this.folder, 'prometheus.yml'), '{}\n');
    const process = spawn('sh', ['-c', WITH_WATCHDOG, 'sh', ...this.options()], { stdio: ['pipe', 'ignore', 'pipe'] });
    this.process = process;
    process.stderr?.on('data', (chunk: Buffer) => {
      this.log += chunk;
    });

    for (const start = Date.now(); Date.now() - start < START_LIMIT; await sleep(20)) {
      if (!isRunning(process)) break;
      // port 0 lets the system choose a free one: the log says which
      const address = /msg="Listening on".* address=(\S+)/.exec(this.log)?.[1];
      if (address === undefined) continue;
      this.url = `http://${address}`;
      if ((await fetch(`${this.url}/-/ready`)).ok) return;
    }
    throw new Error(`prometheus did not start within ${START_LIMIT} ms, its log:\n${this.log}`);
  }

  private options(): string[] {
    return [
      `--config.file=${join(this.folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(this.folder, 'data')}`,
      // made-up times are old: keep them
      '--storage.tsdb.retention.time=100y',
      '--web.listen-address=127.0.0.1:0',
    ];
  }
}

type Answer =
  | { readonly status: 'error'; readonly errorType: string; readonly error: string }
  | { readonly status: 'success'; readonly data: Data };
type Point = readonly [time: number, value: string];
type Data =
  | { readonly resultType: 'vector'; readonly result: readonly { readonly value: Point }[] }
  | { readonly resultType: 'scalar'; readonly result: Point }
  | { readonly resultType: 'matrix' | 'string' };

/** The result as Argo's provider hands it to conditions (argo-rollouts metricproviders/prometheus/prometheus.go). */
function toResult(answer: Answer): MetricResult {
  if (answer.status === 'error') throw new Error(`${answer.errorType}: ${answer.error}`);
  const { data } = answer;
  if (data.resultType === 'vector') return data.result.map(({ value }) => toNumber(value[1]));
  if (data.resultType === 'scalar') return toNumber(data.result[1]);
  throw new Error(`a gate reads a vector or a scalar, the query returns a ${data.resultType}`);
}

function toNumber(text: string): number {
  return Number(text.replace(/Inf$/, 'Infinity'));
}

function isRunning(process: ChildProcess): boolean {
  return process.exitCode === null && process.signalCode === null;
}
