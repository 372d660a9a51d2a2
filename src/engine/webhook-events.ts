/** Something that MLflow's webhooks tell of, in their words (facts: mlflow/webhooks/types.py). */
export interface WebhookEvent {
  /** Lower case, as it is sent. */
  entity: string;
  action: string;
  data: Readonly<Record<string, unknown>>;
}
