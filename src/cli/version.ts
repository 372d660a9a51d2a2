import packageJson from '../../package.json' with { type: 'json' };

/** Version of Tidemark itself. */
export const VERSION: string = packageJson.version;
