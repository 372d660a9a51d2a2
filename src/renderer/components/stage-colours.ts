import type { STAGE_COLORS } from '../../contract/index.ts';

/** The colours that a workspace may give its stages, as the class of an icon in that colour. */
export const STAGE_COLOURS: Readonly<Record<(typeof STAGE_COLORS)[number], string>> = {
  grey: 'text-faint',
  blue: 'text-run-1',
  amber: 'text-run-2',
  teal: 'text-run-3',
  pink: 'text-run-4',
  olive: 'text-run-5',
  violet: 'text-run-6',
  red: 'text-run-7',
  green: 'text-run-8',
};
