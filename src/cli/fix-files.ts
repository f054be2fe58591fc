import type { Finding, Fix } from '../check/finding';
import { applyEdits, type SourceEdit } from '../manifest/edit-source';
import { addTo } from '../manifest/grouped';
import { type FileSource, isFileSource } from '../manifest/source';

/** Files with findings mended. */
export interface FixedFiles {
  /** The new texts of the files that change, by their names. */
  readonly texts: ReadonlyMap<string, string>;

  /** How many findings are mended. */
  readonly fixed: number;
}

/**
 * Mends the findings that have a fix and are not accepted; one whose edits do not all fit is left as it is.
 * @param texts the files that may be mended
 */
export function fixFiles(findings: readonly Finding[], texts: ReadonlyMap<string, string>): FixedFiles {
  const byFile = new Map<string, SourceEdit[][]>();
  for (const { source, fix, waivedBecause } of findings) {
    if (fix === undefined || waivedBecause !== undefined || !isFileSource(source) || !texts.has(source.file)) continue;
    addTo(byFile, source.file, editsOf(fix, source));
  }
  const fixed = new Map<string, string>();
  let count = 0;
  for (const [file, fixes] of byFile) {
    const before = texts.get(file) ?? '';
    const after = mended(before, fixes);
    if (after.text === before) continue;
    fixed.set(file, after.text);
    count += after.count;
  }
  return { texts: fixed, fixed: count };
}

function editsOf(fix: Fix, { document, path }: FileSource): SourceEdit[] {
  return fix.edits.map((edit) => ({ document, path, edit }));
}

// All at once, as the paths of each are those of the text before any; what does not fit waits for the next round.
function mended(text: string, fixes: readonly (readonly SourceEdit[])[]): { text: string; count: number } {
  const after = applyEdits(text, fixes.flat());
  if (after.refused.length === 0) return { text: after.text, count: fixes.length };
  const refused = new Set(after.refused.map(({ index }) => index));
  let first = 0;
  const fitting = fixes.filter(({ length }) => {
    const own = Array.from({ length }, (_, index) => first + index);
    first += length;
    return !own.some((index) => refused.has(index));
  });
  return mended(text, fitting);
}
