import type { BigIntStats, Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactVersion, FileInfo } from './artifact-store.ts';
import { isAbsence, TEMPORARY_FOLDER } from './paths.ts';

const LOOKUPS_AT_ONCE = 64;

/**
 * Size, modification time and inode name a file's state without reading it. Hashing would cost a full core at
 * 1.5 GB/s, on every upload and again for files that came by other ways. It is a strong validator because a store
 * never changes a file in place: every upload is a new inode, and an edit by another program moves the time.
 */
export function versionOf(stats: BigIntStats): ArtifactVersion {
  const parts = [stats.size, stats.mtimeNs, stats.ino].map((part) => part.toString(16));
  return { size: Number(stats.size), etag: `"${parts.join('-')}"`, lastModified: stats.mtime };
}

/** A file's or folder's own state, links not followed; undefined when nothing is there. */
export async function lookUp(file: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(file, { bigint: true });
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

/** The folders and files of a folder by name. Links, sockets and devices are left out: `open` would refuse them. */
export async function listFolder(folder: string): Promise<FileInfo[]> {
  const entries = (await readFolder(folder)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const listed: FileInfo[] = [];
  for (let at = 0; at < entries.length; at += LOOKUPS_AT_ONCE) {
    const batch = entries.slice(at, at + LOOKUPS_AT_ONCE);
    const described = await Promise.all(batch.map((entry) => describe(folder, entry)));
    listed.push(...described.filter((info) => info !== undefined));
  }
  return listed;
}

async function readFolder(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter(({ name }) => name !== TEMPORARY_FOLDER);
  } catch (error) {
    if (isAbsence(error)) return [];
    throw error;
  }
}

async function describe(folder: string, entry: Dirent): Promise<FileInfo | undefined> {
  if (entry.isDirectory()) return { path: entry.name, is_dir: true };
  const stats = entry.isFile() ? await lookUp(join(folder, entry.name)) : undefined;
  return stats && { path: entry.name, is_dir: false, file_size: Number(stats.size) };
}

/** Bytes and files below a folder, one folder at a time so that a wide tree costs little memory. */
export async function measureFolder(folder: string): Promise<{ bytes: number; files: number }> {
  const total = { bytes: 0, files: 0 };
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { path, is_dir, file_size = 0 } of await listFolder(next)) {
      if (is_dir) waiting.push(join(next, path));
      else total.files += 1;
      total.bytes += file_size;
    }
  }
  return total;
}
