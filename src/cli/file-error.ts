/** Why a file could not be read or written, in a few words. */
export function fileError(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
  return REASONS[code] ?? code;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the quota is used up',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link that leads back to itself',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'no space is left on the device',
  ENOTDIR: 'what should be its folder is a file',
  EPERM: 'permission denied',
  ERR_FS_FILE_TOO_LARGE: 'it has more than 2 GB',
  EROFS: 'the file system is read-only',
};
