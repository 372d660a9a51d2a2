import { describe, expect, test } from 'vitest';
import { lintTemplate, renderTemplate, TemplateError, templateVariables } from './index.ts';

const jinja = (text: string) => `${text}{% if 0 %}{% endif %}`;
const many = (text: string) => text.repeat(Math.ceil(100_000 / text.length));

/** Far above what any of them takes (a few ms), far below what a hang takes. */
const HANG_MS = 2000;

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

describe('what leads out of a template is refused', () => {
  const ESCAPES = [
    "{{ x.constructor.constructor('return process.pid')() }}",
    "{{ x['constructor'] }}",
    '{{ x.__proto__ }}',
    "{{ x['__pro' ~ 'to__'] }}",
    '{{ x.prototype }}',
    "{{ ''.__class__.__mro__ }}",
    "{{ x|map(attribute='constructor')|list }}",
    "{{ [x]|map(attribute='__class__')|list }}",
    "{{ [x]|selectattr('__proto__')|list }}",
    "{{ [x]|sort(attribute='__proto__') }}",
    '{{ range.constructor }}',
    '{% macro m() %}{% endmacro %}{{ m.constructor }}',
    '{% for i in [1] %}{{ loop.__proto__ }}{% endfor %}',
    '{{ x.__defineGetter__("a", x) }}',
  ];
  test.for(ESCAPES)('%s', (text) => {
    expect(() => renderTemplate(jinja(text), { x: 'abc' })).toThrow(/cannot be read in a template/);
  });

  test('a name of a variable is only a name', () => {
    const text = jinja('{{ constructor }}|{{ toString }}|{{ __proto__ }}|{{ hasOwnProperty }}');
    expect(renderTemplate(text, {})).toBe('|||');
    expect(() => renderTemplate('{{ toString }}', {})).toThrow(/toString has no value/);
    expect(renderTemplate(jinja('{{ {"a": 1}.toString }}|{{ {"a": 1}.valueOf }}'), {})).toBe('|');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('values that look like templates stay values', () => {
    expect(renderTemplate(jinja('{{ x }}'), { x: '{{ y }}{% if 1 %}' })).toBe('{{ y }}{% if 1 %}');
  });
});

describe('what would not end is ended', () => {
  const BOMBS = [
    '{% for i in range(1000000000) %}{% endfor %}',
    '{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}',
    '{% for i in range(9999) %}{{ range(9999)|list }}{% endfor %}',
    '{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}',
    '{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}',
    '{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}',
    '{{ "x" * 1000000000 }}',
    '{{ [0] * 1000000000 }}',
    '{{ "x"|center(1000000000) }}',
    '{{ "x"|indent(1000000000) }}',
    '{{ {}|tojson(indent=1000000000) }}',
    '{{ [1]|tojson(indent=999999999) }}',
    '{{ "%999s" * 1100 % (1, 2) }}',
    '{% set ns = namespace(s="x") %}{% for i in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s }}',
    '{% set ns = namespace(s="aa") %}{% for i in range(99) %}{% set ns.s = ns.s|replace("a", ns.s) %}{% endfor %}',
    '{% set ns = namespace(s="aa") %}{% for i in range(99) %}{% set ns.s = ns.s.join([ns.s, ns.s]) %}{% endfor %}',
    '{% set ns = namespace(s=[1]) %}{% for i in range(99) %}{% set ns.s = ns.s + ns.s %}{% endfor %}',
    '{% set ns = namespace(s="&") %}{% for i in range(99) %}{% set ns.s = ns.s|e %}{% endfor %}{{ ns.s * 99999 }}',
    '{% set all = [1] %}{% for i in all %}{% set _ = all.append(i) %}{% endfor %}{{ all * 1000000 }}',
    '{{ [1, 2, 3]|batch(1000000000, "x")|list }}',
    '{% set s = "x" * 999999 %}{% for i in range(9999) %}{% if s == s ~ "" %}{% endif %}{{ s[5] }}{{ s|first }}{% endfor %}',
    '{% set s = "x" * 999999 %}{% for i in range(9999) %}{{ s|wordcount }}{{ s.find("y") }}{{ "y" in s }}{% endfor %}',
    '{% set s = "x " * 499999 %}{% for i in range(9999) %}{% set t = s.split() %}{% endfor %}',
    '{% set l = range(40000)|list %}{% for i in range(9999) %}{% set x = l == l %}{% set y = -1 in l %}{% endfor %}',
    `{% set a = [1] %}${'{% set a = [a, a] %}'.repeat(40)}{{ a }}`,
    `{% set a = [1] %}{% set b = [1] %}${'{% set a = [a, a] %}{% set b = [b, b] %}'.repeat(40)}{{ a == b }}`,
    `{% set a = [1] %}{% set b = [1] %}${'{% set a = [a, a] %}{% set b = [b, b] %}'.repeat(40)}{{ a < b }}`,
    `{% set a = {} %}${'{% set a = {"x": a, "y": a} %}'.repeat(40)}{{ a|tojson }}`,
    '{% for i in range(999) %}{{ "x" * 999999 }}{% endfor %}',
    `{{ ${'a~'.repeat(30_000)}a }}`,
    `{{ ${'-'.repeat(30_000)}1 }}`,
    `{{ ${'not '.repeat(20_000)}1 }}`,
    `{{ ${'('.repeat(50_000)}1`,
    `{{ ${'['.repeat(40)}${']'.repeat(40)} }}${'{% if 1 %}'.repeat(60)}`,
    `{{ ${'a if b else '.repeat(8000)}c }}`,
    `{{ x${'|upper'.repeat(16_000)} }}`,
    `{{ x${'.a'.repeat(40_000)} }}`,
    `{% if a %}${'{% elif a %}'.repeat(8000)}{% endif %}`,
    '{{ 2 ** 99999 }}',
    '{{ 9007199254740991 + 1 }}',
  ];
  test.for(BOMBS)('%s', (text) => {
    const value = { get: () => undefined };
    expect(
      timed(() =>
        expect(() => renderTemplate(jinja(text), { x: 'a', value: JSON.stringify(value) })).toThrow(
          TemplateError,
        ),
      ),
    ).toBeLessThan(HANG_MS);
  });

  test('a list that holds itself is no endless text', () => {
    const text = '{% set a = [] %}{% set _ = a.append(a) %}{{ a }}{{ a == a }}';
    expect(() => renderTemplate(text, {})).toThrow(TemplateError);
  });

  test('a plain template does not become longer than the limit either', () => {
    expect(() => renderTemplate('{{x}}'.repeat(2000), { x: 'y'.repeat(1000) })).toThrow(
      /1,000,000 characters/,
    );
  });

  test('what stays within the limits is rendered', () => {
    expect(renderTemplate('{% for i in range(10000) %}{{ i }},{% endfor %}', {}).length).toBe(48_890);
    expect(renderTemplate(jinja('{{ "x" * 1000000 }}'), {}).length).toBe(1_000_000);
  });
});

describe('no text of 100,000 characters keeps the variables, the checks or the rendering busy', () => {
  const LONG: readonly (readonly [string, string])[] = [
    ...[
      '{',
      '{{',
      '}}',
      '{{ ',
      '{{a',
      '{{a.',
      '{{ a.b ',
      '{{a}',
      '{{{a}}}',
      '{{a}}',
      '{{ a }} ',
      ' ',
      '\n',
      '{{\n',
      '{{ a\t',
    ],
    ...[
      '{%',
      '%}',
      '{%%}',
      '{% ',
      '{% if a %}',
      '{% endif %}',
      '{#',
      '#}',
      '{##}',
      '{%raw%}',
      '{% raw %}{% ',
      '{%- ',
      '-%}',
    ],
    ...[
      '{{"',
      "{{'\\",
      '{{ "\\',
      '{{ 1',
      '{{ 1_',
      '{{ 1e',
      '{{ .',
      '{{ a|',
      '{{ a is ',
      '{{ a is not b ',
      '{{ x.',
      '{{ (',
      '{{ {',
    ],
    ...[
      '{% for a in b %}',
      '{% set a = 1 %}',
      '{% set a %}',
      '{% macro a() %}',
      '\u2003',
      '\ud800',
      '😀',
      '{{ 😀 }}',
      '\0',
    ],
  ].flatMap((part) => [
    [`${JSON.stringify(part)} over and over`, many(part)] as const,
    [`${JSON.stringify(part)} over and over in Jinja`, jinja(many(part))] as const,
    [
      `{{ and ${JSON.stringify(part)} over and over in Jinja`,
      `{% if 1 %}{% endif %}{{ a ${many(part)}`,
    ] as const,
  ]);
  test.for(LONG)('%s', ([, text]) => {
    const spent = timed(() => {
      templateVariables(text);
      lintTemplate(text, ['a', 'b']);
      try {
        renderTemplate(text, { a: 'x', b: ['y'] });
      } catch (error) {
        expect(error).toBeInstanceOf(TemplateError);
      }
    });
    expect(spent).toBeLessThan(HANG_MS);
  });
});
