import { checkByRules } from '../check/check';
import type { ClusterVersions } from '../check/cluster-versions';
import type { Finding } from '../check/finding';
import type { Rule } from '../check/rule';
import { yamlFindings } from '../check/yaml-findings';
import { ManifestSet } from '../manifest/manifest-set';
import { MAX_FILE_BYTES } from '../manifest/read-manifests';
import { fixFiles } from './fix-files';
import type { Progress } from './progress';
import { type FileOrigin, readFiles } from './read-files';
import type { Terminal } from './terminal';
import { uninterrupted } from './uninterrupted';
import { UserError } from './user-error';
import { writeWholeFile } from './write-file';

/** How files are checked. */
export interface FileCheck {
  /** The files. */
  readonly files: readonly string[];

  /** The rules. */
  readonly rules: readonly Rule[];

  /** Whether the findings of a rule are wanted, by its id. */
  isWanted(rule: string): boolean;

  /** Whether nothing else will be in the cluster. */
  readonly isComplete: boolean;

  /** What runs in the clusters. */
  readonly versions: Partial<ClusterVersions>;

  /** Whether a finding is mended where it can be. */
  isMended(finding: Finding): boolean;
}

/** What a check of files came to. */
export interface CheckedFiles {
  /** What was found, and not mended. */
  readonly findings: readonly Finding[];

  /** The objects. */
  readonly set: ManifestSet;

  /** The texts of the files as they are now. */
  readonly texts: ReadonlyMap<string, string>;

  /** How many findings were mended. */
  readonly fixed: number;

  /** How many files were left out, as a kustomization among them patches with them. */
  readonly patches: number;
}

/**
 * Checks files, and mends them where that is wanted.
 * @throws UserError if a file cannot be read or written.
 */
export async function checkFiles(wanted: FileCheck, terminal: Terminal, progress: Progress): Promise<CheckedFiles> {
  const origin = originOf(terminal);
  // What is left was not mended, so that nothing may say that it would be.
  const left = (finding: Finding): Finding => (wanted.isMended(finding) ? withoutFix(finding) : finding);
  let fixed = 0;
  for (let round = 1; ; round++) {
    const { findings, set, texts, marks, patches } = await checkOnce(wanted, terminal.today, origin, progress);
    const mendable = new Map([...texts].filter(([file]) => marks.has(file)));
    const mended = round > MOST_ROUNDS ? NOTHING : fixFiles(findings.filter(wanted.isMended), mendable);
    if (mended.texts.size === 0) return { findings: findings.map(left), set, texts, fixed, patches };
    await uninterrupted(() => {
      for (const [file, text] of mended.texts) writeWholeFile(file, `${marks.get(file)}${text}`, terminal.cwd);
    });
    fixed += mended.fixed;
  }
}

// What is mended may uncover something else that can be; two fixes that undo one another end here.
const MOST_ROUNDS = 10;
const NOTHING = { texts: new Map<string, string>(), fixed: 0 };

function withoutFix({ fix: _, ...finding }: Finding): Finding {
  return finding;
}

// Standard input can be read once, and is checked again when other files are mended.
function originOf({ cwd, readInput }: Terminal): FileOrigin {
  let input: Promise<Uint8Array> | undefined;
  return {
    cwd,
    readInput: () => {
      input ??= readInput(MAX_FILE_BYTES).then(refuseNothing);
      return input;
    },
  };
}

// The command before the pipe has failed; nothing must not look like a passed check.
function refuseNothing(input: Uint8Array): Uint8Array {
  if (input.length === 0) throw new UserError('there is nothing in standard input');
  return input;
}

async function checkOnce(wanted: FileCheck, today: string, origin: FileOrigin, progress: Progress) {
  try {
    return await checkShown(wanted, today, origin, progress);
  } finally {
    progress.clear();
  }
}

async function checkShown(wanted: FileCheck, today: string, origin: FileOrigin, progress: Progress) {
  const { objects, problems, texts, marks, patches } = await readFiles(wanted.files, origin, progress);
  // What could not be read may be just what is missing elsewhere.
  const set = new ManifestSet(objects, { isComplete: wanted.isComplete && problems.length === 0 });
  const rules = checkByRules(set, { rules: wanted.rules, versions: wanted.versions, today });
  let next: IteratorResult<undefined, Finding[]>;
  do {
    if (progress.isDue) await progress.show(`checking ${set.objects.length} objects`);
    next = rules.next();
  } while (next.done !== true);
  const findings = [...yamlFindings(problems), ...next.value].filter(({ rule }) => wanted.isWanted(rule));
  return { findings, set, texts, marks, patches };
}
