/** What is wrong with a template or with the values for it, in words for a person; `from` and `to` where that has a place. */
export class TemplateError extends Error {
  readonly from: number | undefined;
  readonly to: number | undefined;

  constructor(message: string, from?: number, to?: number) {
    super(message);
    this.name = 'TemplateError';
    this.from = from;
    this.to = to;
  }
}
