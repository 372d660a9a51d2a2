import { describe, expect, test } from 'vitest';
import { artifactKind } from './artifact-kind.ts';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the kind of an artifact', () => {
  test.each([
    ['plot.png', bytes('\x89PNG\r\n\x1a\n\0\0'), 'image'],
    ['no-extension', bytes('\xff\xd8\xff\xe0'), 'image'],
    ['a.webp', bytes('RIFF\0\0\0\0WEBPVP8 '), 'image'],
    ['tone', bytes('RIFF\0\0\0\0WAVEfmt '), 'audio'],
    ['clip.mp4', bytes('\0\0\0\x18ftypmp42'), 'video'],
    ['voice.m4a', bytes('\0\0\0\x18ftypM4A '), 'audio'],
    ['voice.ogg', bytes('OggS\0\x02'), 'audio'],
    ['data.bin', bytes('PAR1\x15\x04'), 'parquet'],
    ['paper', bytes('%PDF-1.7'), 'pdf'],
    ['weights.json', bytes('\x80\x04\x95\0\0'), 'binary'],
    ['empty.csv', bytes(''), 'empty'],
  ])('is told by the first bytes, whatever the name: %s', (name, head, kind) => {
    expect(artifactKind(name, head)).toBe(kind);
  });

  test.each([
    ['model/MLmodel', 'flavors:\n', 'model'],
    ['train.log', '\x1b[31mwarning\x1b[0m é ü 漢字', 'text'],
    ['.gitignore', 'out\n', 'text'],
    ['a/b.JSON', '{}', 'json'],
    ['area.geojson', '{}', 'json'],
    ['analysis.ipynb', '{}', 'notebook'],
    ['t.tsv', 'a\tb', 'delimited'],
    ['report.html', '<!doctype html>', 'html'],
    ['walk.svg', '<?xml version="1.0"?>', 'svg'],
  ])('is told by the extension where the bytes are text: %s', (name, text, kind) => {
    expect(artifactKind(name, utf8(text))).toBe(kind);
  });

  test('a character cut at the end of the first bytes does not make text binary', () => {
    expect(artifactKind('notes', utf8(`${'x'.repeat(50)}漢`).slice(0, -1))).toBe('text');
  });
});
