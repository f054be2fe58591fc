import fs from 'node:fs';

/** Writes a file as a whole: it holds the new text or what it held before, also if the process dies meanwhile. */
export function writeWholeFile(file: string, text: string): void {
  const known = fs.statSync(file, { throwIfNoEntry: false });
  if (known !== undefined && !known.isFile()) {
    // A pipe or /dev/stdout cannot be replaced.
    fs.writeFileSync(file, text);
    return;
  }
  // A link stays a link.
  const target = known === undefined ? file : fs.realpathSync(file);
  const unfinished = `${target}.${process.pid}.tmp`;
  try {
    fs.writeFileSync(unfinished, text, { mode: known === undefined ? undefined : known.mode & 0o777 });
    fs.renameSync(unfinished, target);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
}
