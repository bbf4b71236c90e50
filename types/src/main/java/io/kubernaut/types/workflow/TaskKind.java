package io.kubernaut.types.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of tasks in the Serverless Workflow DSL, each by the field that it has. */
public enum TaskKind {
  /** Calls a function or service. */
  CALL,
  /** Does other tasks one after another. */
  DO,
  /** Sends an event. */
  EMIT,
  /** Does other tasks for each of several things. */
  FOR,
  /** Does other tasks at the same time. */
  FORK,
  /** Waits for events. */
  LISTEN,
  /** Fails. */
  RAISE,
  /** Runs a container, script, shell or workflow. */
  RUN,
  /** Sets data. */
  SET,
  /** Goes on depending on data. */
  SWITCH,
  /** Does other tasks, and handles their errors. */
  TRY,
  /** Waits for some time. */
  WAIT;

  // A loop also has the field "do", so it is asked for first.
  private static final List<TaskKind> ASKED =
      List.of(CALL, FOR, FORK, LISTEN, RAISE, RUN, SET, SWITCH, TRY, WAIT, EMIT, DO);

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the kind of a task; empty if it has none of the fields. */
  static Optional<TaskKind> of(JsonNode task) {
    return ASKED.stream().filter(kind -> task.has(kind.word())).findFirst();
  }

  /** Returns the fields. */
  static String words() {
    return Arrays.stream(values()).map(TaskKind::word).collect(Collectors.joining(", "));
  }
}
