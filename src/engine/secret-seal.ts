import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { TrackingError } from '../contract/index.ts';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
/** First byte of what is sealed, so that another way of sealing can be told from this one. */
const VERSION = 1;

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Forces what a folder says to the disk. Windows cannot open one. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Makes the key, whole or not at all, on disk before anything is sealed with it. */
function makeKey(file: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  const part = `${file}.part`;
  const descriptor = openSync(part, 'w', 0o600);
  writeSync(descriptor, key);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(part, file);
  syncFolder(dirname(file));
  return key;
}

/**
 * Seals secrets of the database with a key that lies beside it, so that neither the database nor a backup of it tells them. A
 * directory restored without its key has lost them: `open` says so, and a new key is made when the next secret is sealed.
 */
export class SecretSeal {
  readonly #file: string;
  #key: Buffer | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  #known(): Buffer | undefined {
    if (this.#key !== undefined) return this.#key;
    try {
      const key = readFileSync(this.#file);
      if (key.length === KEY_BYTES) this.#key = key;
      return key;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /**
   * Seals a secret for one owner: moved to another row it does not open. Throws INVALID_STATE where the file of the key is not
   * one, since a new key would take away what the true one opens.
   */
  seal(secret: string, owner: string): Uint8Array {
    const key = this.#known() ?? makeKey(this.#file);
    if (key.length !== KEY_BYTES)
      throw new TrackingError(
        'INVALID_STATE',
        'The file secret.key in the data directory is damaged, so no secret can be kept. Put it back from a copy, or move it away and give every secret again.',
      );
    this.#key = key;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
    const sealed = [cipher.update(secret, 'utf8'), cipher.final()];
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ...sealed]);
  }

  /** The secret of an owner; undefined where it was sealed with another key. */
  open(sealed: Uint8Array, owner: string): string | undefined {
    const key = this.#known();
    if (key?.length !== KEY_BYTES || sealed[0] !== VERSION || sealed.length < HEAD_BYTES) return undefined;
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const cipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
    const text = cipher.update(sealed.subarray(HEAD_BYTES));
    try {
      return Buffer.concat([text, cipher.final()]).toString();
    } catch {
      // It throws for one reason: the key or the owner is not the one that this was sealed for.
      return undefined;
    }
  }
}
