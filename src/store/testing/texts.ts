/** Texts that search and storage have to keep apart: letter case, wildcards of LIKE and of GLOB, quotes, scripts, sort order. */
export const TEXTS = [
  '',
  ' ',
  'a',
  'A',
  'ab',
  'aB',
  'abc',
  'ß',
  'é',
  'É',
  'e\u0301',
  '%',
  '_',
  'a%b',
  'a_b',
  '*',
  '?',
  '[',
  ']',
  '[ab]',
  'a*b?',
  '[^a]',
  '\\',
  '9',
  '10',
  "it's",
  '"quoted"',
  `both ' and "`,
  'line\nbreak',
  '\uffee',
  '\u{1f600}',
  'a\u{1f600}b',
] as const;

/** What LIKE patterns are made of. */
export const PATTERN_PIECES = [
  '%',
  '_',
  '*',
  '?',
  '[',
  ']',
  '^',
  '-',
  '\\',
  'a',
  'A',
  'b',
  'é',
  'É',
  '\u{1f600}',
  '1',
];

/** Doubles at the edges of what is stored, compared and printed. */
export const NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.1,
  0.5,
  1 / 3,
  5e-324,
  1e-300,
  1e21,
  123_456_789.123,
  -2.5e10,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
] as const;

export const METRIC_KEYS = ['acc', 'loss', 'val/acc', 'Acc', 'précision é', 'a.b-c:d'] as const;
export const PARAM_KEYS = ['lr', 'LR', 'optimizer.name', 'in', 'größe'] as const;
export const TAG_KEYS = ['team', 'Team', 'mlflow.user', 'and', 'a b'] as const;
