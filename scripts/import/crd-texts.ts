import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ImportError, messageOf } from './import-error';
import type { PinnedCrds } from './pinned-crds';

/** A YAML text and the file or address it came from. */
export interface CrdText {
  readonly from: string;
  readonly yaml: string;
}

const TIMEOUT_MS = 60_000;

/**
 * The CRDs of a group as YAML: its file in the folder, or without a folder its pinned addresses.
 * @throws when the folder, the file or an address does not answer
 */
export async function crdTexts(pinned: PinnedCrds, folder: string | undefined): Promise<readonly CrdText[]> {
  if (folder === undefined) return Promise.all(pinned.urls.map(download));
  return [readFromFolder(pinned, folder)];
}

function readFromFolder(pinned: PinnedCrds, folder: string): CrdText {
  if (!existsSync(folder)) {
    throw new ImportError(`no such folder: ${folder}; give the folder of the CRD files, or none to download them`);
  }
  const from = path.join(folder, pinned.file);
  try {
    return { from, yaml: readFileSync(from, 'utf8') };
  } catch (error) {
    throw new ImportError(
      `cannot read ${from}, the CRDs of ${pinned.project} ${pinned.version} (named in crds.yaml): ${messageOf(error)}`,
    );
  }
}

async function download(url: string): Promise<CrdText> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return { from: url, yaml: await response.text() };
  } catch (error) {
    throw new ImportError(`cannot download ${url}: ${messageOf(error)}; give a folder of CRD files to work offline`);
  }
}
