package tidemark;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.ActiveRun;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowContext;
import org.mlflow_project.google.protobuf.InvalidProtocolBufferException;
import org.mlflow_project.google.protobuf.MessageOrBuilder;
import org.mlflow_project.google.protobuf.util.JsonFormat;

/** Tracks experiments and runs with MLflow's Java client and prints what came back, as one JSON object. */
public final class TrackingFlow {
  private static final long MOMENT = 1_700_000_000_000L;

  private final MlflowClient client;
  private final Map<String, Object> seen = new LinkedHashMap<>();

  private TrackingFlow(MlflowClient client) {
    this.client = client;
  }

  public static void main(String[] args) throws Exception {
    try (MlflowClient client = new MlflowClient(args[0])) {
      TrackingFlow flow = new TrackingFlow(client);
      String experimentId = flow.experiments();
      String runId = flow.runs(experimentId);
      flow.search(experimentId);
      flow.lifecycle(experimentId, runId);
      flow.context(experimentId);
      flow.registry(runId);
      flow.errors();
      System.out.println(new Gson().toJson(flow.seen));
    }
  }

  /** A model with two versions of one run: stages, latest versions, download addresses, search. */
  private void registry(String runId) throws Exception {
    // The client has no methods for these two: people send them through it.
    client.sendPost("registered-models/create", "{\"name\": \"java model\"}");
    String source = "runs:/" + runId + "/model";
    for (int version = 1; version <= 2; version++)
      client.sendPost(
          "model-versions/create",
          new Gson().toJson(Map.of("name", "java model", "source", source, "run_id", runId)));
    note("first_version", client.getModelVersion("java model", "1"));
    note("registered_model", client.getRegisteredModel("java model"));
    note("version", client.getModelVersion("java model", "2"));
    seen.put("latest", versions(client.getLatestVersions("java model")));
    seen.put("in_none", versions(client.getLatestVersions("java model", List.of("None"))));
    seen.put("download_uri", client.getModelVersionDownloadUri("java model", "1").endsWith("/model"));
    seen.put("versions", versions(client.searchModelVersions("name = 'java model'").getItems()));
    seen.put("of_run", versions(client.searchModelVersions("run_id = '" + runId + "'").getItems()));
    seen.put("unknown_model", refusal(() -> client.getRegisteredModel("no such model")));
    seen.put("unknown_version", refusal(() -> client.getModelVersion("java model", "9")));
  }

  private static List<String> versions(List<ModelVersion> versions) {
    return versions.stream().map(ModelVersion::getVersion).sorted().toList();
  }

  private String experiments() throws Exception {
    String id = client.createExperiment("java");
    client.setExperimentTag(id, "team", "x");
    client.renameExperiment(id, "java renamed");
    Experiment experiment = client.getExperiment(id);
    note("experiment", experiment);
    note("by_name", client.getExperimentByName("java renamed").orElseThrow());
    seen.put("no_name", client.getExperimentByName("no such experiment").isPresent());
    seen.put("experiments", names(client.searchExperiments().getItems()));
    return id;
  }

  private String runs(String experimentId) throws Exception {
    String id = client.createRun(experimentId).getRunId();
    client.logParam(id, "lr", "0.1");
    client.logMetric(id, "acc", 0.5);
    client.logMetric(id, "acc", 0.75, MOMENT, 7);
    client.logMetric(id, "nan", Double.NaN, MOMENT, 0);
    client.setTag(id, "t", "v");
    client.setTag(id, "gone", "v");
    client.deleteTag(id, "gone");
    client.logBatch(id, List.of(metric("loss", 1.5, 1), metric("loss", 0.5, 2)), List.of(param("depth", "3")), List.of(tag("u", "w")));
    note("run", client.getRun(id));
    seen.put("history", client.getMetricHistory(id, "loss").stream().map(Metric::getValue).toList());
    client.setTerminated(id, RunStatus.FINISHED, MOMENT + 5);
    note("finished", client.getRun(id).getInfo());
    return id;
  }

  private void search(String experimentId) {
    RunInfo second = client.createRun(experimentId);
    client.logMetric(second.getRunId(), "acc", 0.25);
    List<String> ids = List.of(experimentId);
    seen.put("found", client.searchRuns(ids, "metrics.acc > 0.5").size());
    seen.put("all", client.searchRuns(ids, "", ViewType.ALL, 10, List.of("metrics.acc ASC")).getPageSize());
    var page = client.searchRuns(ids, "", ViewType.ACTIVE_ONLY, 1);
    seen.put("pages", List.of(page.getPageSize(), page.hasNextPage(), page.getNextPage().getPageSize()));
  }

  private void lifecycle(String experimentId, String runId) throws Exception {
    client.deleteRun(runId);
    seen.put("deleted_run", client.getRun(runId).getInfo().getLifecycleStage());
    client.restoreRun(runId);
    seen.put("restored_run", client.getRun(runId).getInfo().getLifecycleStage());
    client.deleteExperiment(experimentId);
    seen.put("deleted_experiment", client.getExperiment(experimentId).getLifecycleStage());
    client.restoreExperiment(experimentId);
    seen.put("restored_experiment", client.getExperiment(experimentId).getLifecycleStage());
  }

  private void context(String experimentId) {
    MlflowContext context = new MlflowContext(client).setExperimentId(experimentId);
    ActiveRun run = context.startRun("from context");
    run.logParams(Map.of("a", "1", "b", "2"));
    run.logMetrics(Map.of("m", 1.0, "n", 2.0), 3);
    ActiveRun child = context.startRun("child", run.getId());
    child.endRun();
    run.endRun(RunStatus.FAILED);
    seen.put("context_run", client.getRun(run.getId()).getInfo().getStatus().toString());
    seen.put("context_params", client.getRun(run.getId()).getData().getParamsCount());
  }

  private void errors() {
    seen.put("unknown_run", refusal(() -> client.getRun("f".repeat(32))));
    seen.put("taken_name", refusal(() -> client.createExperiment("Default")));
    seen.put("bad_filter", refusal(() -> client.searchRuns(List.of("0"), "what =")));
  }

  private static String refusal(Runnable action) {
    try {
      action.run();
      return "not refused";
    } catch (MlflowClientException error) {
      return error.getMessage();
    }
  }

  private void note(String name, MessageOrBuilder message) throws InvalidProtocolBufferException {
    JsonElement json = JsonParser.parseString(JsonFormat.printer().preservingProtoFieldNames().print(message));
    seen.put(name, json);
  }

  private static List<String> names(Iterable<Experiment> experiments) {
    return StreamSupport.stream(experiments.spliterator(), false).map(Experiment::getName).toList();
  }

  private static Metric metric(String key, double value, long step) {
    return Metric.newBuilder().setKey(key).setValue(value).setTimestamp(MOMENT).setStep(step).build();
  }

  private static Param param(String key, String value) {
    return Param.newBuilder().setKey(key).setValue(value).build();
  }

  private static RunTag tag(String key, String value) {
    return RunTag.newBuilder().setKey(key).setValue(value).build();
  }
}
