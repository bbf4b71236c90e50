package io.kubernaut.types.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubernaut.types.schema.Extra;
import io.kubernaut.types.schema.Frozen;
import io.kubernaut.types.schema.Matches;
import io.kubernaut.types.schema.Pointers;
import io.kubernaut.types.schema.RawJson;
import io.kubernaut.types.schema.SchemaType;
import io.kubernaut.types.schema.Size;
import io.kubernaut.types.schema.Sparse;
import io.kubernaut.types.schema.Validated;
import io.kubernaut.types.schema.Violations;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a workflow in the Serverless Workflow DSL, version 1. What a task is told is
 * kept as it came.
 *
 * @see <a href="https://github.com/serverlessworkflow/specification/blob/main/dsl-reference.md">DSL
 *     reference</a>
 * @param document what the workflow is called
 * @param input what it takes
 * @param use what its tasks share
 * @param tasks its tasks, each under its name
 * @param timeout how long it may take
 * @param output what it gives
 * @param schedule when it runs
 * @param extra fields this version does not know
 */
@Sparse
@SchemaType(name = "workflow-definition", version = 1)
public record WorkflowDefinition(
    Document document,
    @Nullable RawJson input,
    @Nullable RawJson use,
    @JsonProperty("do") @Size(min = 1) List<@Size(min = 1, max = 1) Map<String, RawJson>> tasks,
    @Nullable RawJson timeout,
    @Nullable RawJson output,
    @Nullable RawJson schedule,
    @Extra Map<String, RawJson> extra)
    implements Validated {

  private static final String SEMVER =
      "(?:0|[1-9]\\d*)\\.(?:0|[1-9]\\d*)\\.(?:0|[1-9]\\d*)(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?";
  private static final String NAME = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

  /**
   * Copies the collections.
   *
   * @param document what the workflow is called
   * @param input what it takes
   * @param use what its tasks share
   * @param tasks its tasks, each under its name
   * @param timeout how long it may take
   * @param output what it gives
   * @param schedule when it runs
   * @param extra fields this version does not know
   */
  public WorkflowDefinition {
    tasks = Frozen.list(tasks);
    extra = Frozen.map(extra);
  }

  /**
   * What a workflow is called.
   *
   * @param dsl the version of the DSL
   * @param namespace where the name is unique
   * @param name its name
   * @param version its version
   * @param title its name for people
   * @param summary what it does
   * @param extra fields this version does not know
   */
  @Sparse
  public record Document(
      @Matches(value = SEMVER, as = "a semantic version") String dsl,
      @Matches(value = NAME, as = "letters, digits and inner hyphens") String namespace,
      @Matches(value = NAME, as = "letters, digits and inner hyphens") String name,
      @Matches(value = SEMVER, as = "a semantic version") String version,
      @Nullable String title,
      @Nullable String summary,
      @Extra Map<String, RawJson> extra) {

    /**
     * Copies the collections.
     *
     * @param dsl the version of the DSL
     * @param namespace where the name is unique
     * @param name its name
     * @param version its version
     * @param title its name for people
     * @param summary what it does
     * @param extra fields this version does not know
     */
    public Document {
      extra = Frozen.map(extra);
    }
  }

  /**
   * A task: what it is called and of which kind it is.
   *
   * @param name its name
   * @param kind its kind
   */
  public record Task(String name, TaskKind kind) {}

  @Override
  public void validate(Violations found) {
    for (int i = 0; i < tasks.size(); i++) {
      int at = i;
      tasks
          .get(i)
          .forEach(
              (name, task) ->
                  found.unless(
                      TaskKind.of(task.node()).isPresent(),
                      "/do/" + at + "/" + Pointers.escape(name),
                      task,
                      "must be a task of a known kind",
                      "Give it one of " + TaskKind.words() + "."));
    }
  }

  /**
   * Returns the tasks of the first level.
   *
   * @return in their order
   */
  public List<Task> list() {
    return tasks.stream()
        .flatMap(task -> task.entrySet().stream())
        .flatMap(
            task ->
                TaskKind.of(task.getValue().node()).stream()
                    .map(kind -> new Task(task.getKey(), kind)))
        .toList();
  }
}
