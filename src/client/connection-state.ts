/** `connecting` before the first answer, `open` while something may arrive, `lost` while it tries to come back. */
export type ConnectionState = 'connecting' | 'open' | 'lost';
