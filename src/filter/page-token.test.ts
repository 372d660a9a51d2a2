import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePageToken, encodePageToken, type JsonValue, PageTokenError } from './index.ts';

const sign = (text: string) => createHmac('sha256', 'secret').update(text).digest('base64url');

describe('page tokens', () => {
  const seed = Date.now();

  test('[F30] a token is base64url of JSON, a dot and the signature', () => {
    const token = encodePageToken({ after: [0.5, 'run-1'] }, sign);
    const [body, signature] = token.split('.');
    expect(Buffer.from(body ?? '', 'base64url').toString()).toBe('{"after":[0.5,"run-1"]}');
    expect(body).toBe(Buffer.from('{"after":[0.5,"run-1"]}').toString('base64url'));
    expect(signature).toBe(sign(body ?? ''));
  });

  test(`[F30] any payload comes back (seed ${seed})`, () => {
    const check = fc.property(fc.jsonValue({ stringUnit: 'binary' }), (payload) => {
      const plain: JsonValue = JSON.parse(JSON.stringify(payload));
      expect(decodePageToken(encodePageToken(plain, sign), sign)).toEqual(plain);
    });
    fc.assert(check, { seed, numRuns: 2000 });
  });

  test('[F30] the JSON inside is ASCII', () => {
    const [body] = encodePageToken('é😀', sign).split('.');
    expect(Buffer.from(body ?? '', 'base64url').toString('latin1')).toBe('"\\u00e9\\ud83d\\ude00"');
  });

  test('[F30] a lone surrogate comes back as it was', () => {
    expect(decodePageToken(encodePageToken('a\ud800b', sign), sign)).toBe('a\ud800b');
  });

  test('[F31] changing any bit of any character is refused', () => {
    const token = encodePageToken({ after: ['é', 3] }, sign);
    for (let at = 0; at < token.length; at += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = String.fromCharCode(token.charCodeAt(at) ^ (1 << bit));
        const forged = token.slice(0, at) + changed + token.slice(at + 1);
        expect(() => decodePageToken(forged, sign)).toThrow(PageTokenError);
      }
    }
  });

  test.each(['', '.', 'junk', 'a.b', '..', `.${sign('')}`, btoa('{"offset": 5}')])(
    '[F31] %j is refused',
    (token) => {
      expect(() => decodePageToken(token, sign)).toThrow(PageTokenError);
    },
  );

  test('[F31] cut, extended and foreign tokens are refused', () => {
    const token = encodePageToken({ n: 1 }, sign);
    const foreign = encodePageToken({ n: 1 }, (text) =>
      createHmac('sha256', 'other').update(text).digest('base64url'),
    );
    for (const forged of [token.slice(0, -1), `${token}.`, ` ${token}`, `${token}=`, foreign])
      expect(() => decodePageToken(forged, sign)).toThrow(PageTokenError);
  });

  test(`[F31] random text is refused (seed ${seed})`, () => {
    const check = fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(() => decodePageToken(text, sign)).toThrow(PageTokenError);
    });
    fc.assert(check, { seed, numRuns: 2000 });
  });
});
