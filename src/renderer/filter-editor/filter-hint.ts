/** What stands in an empty filter. */
export const FILTER_HINT = "metrics.loss < 0.2 AND params.optimizer = 'adam'";
