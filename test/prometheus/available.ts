import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { test } from '@jest/globals';

/** Far more than a test takes, in milliseconds: only a machine under heavy load comes near it. */
const TIME_LIMIT = 30_000;

/** A test that needs a real Prometheus: skipped with a printed reason where there is none. `.ci/run` requires it. */
export function testWithPrometheus(title: string, body: () => Promise<void>): void {
  const missing = missingBinaries();
  const reason = `not on the PATH: ${missing.join(', ')} (Debian: apt-get install --no-install-recommends prometheus)`;
  if (missing.length === 0) {
    test(title, body, TIME_LIMIT);
  } else if (process.env.REQUIRE_PROMETHEUS) {
    test(title, () => {
      throw new Error(`REQUIRE_PROMETHEUS is set, but ${reason}`);
    });
  } else {
    console.warn(`skipped "${title}": ${reason}`);
    test.skip(title, body);
  }
}

/** The Prometheus binaries that are not on the PATH; empty where the harness can run. */
export function missingBinaries(path = process.env.PATH ?? ''): string[] {
  return ['prometheus', 'promtool'].filter((name) => !path.split(delimiter).some((folder) => isProgram(folder, name)));
}

function isProgram(folder: string, name: string): boolean {
  try {
    accessSync(join(folder, name), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
