package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code info}: series with the labels of info metrics of the same instance and job.
 *
 * <p>Which info series is the newest may change from step to step, and with it the labels, so
 * everything is computed before the first series is known. Series that are info metrics themselves
 * stay as they are. With conditions on labels only those labels are taken over, and a series
 * without any info stays only if the conditions would accept a missing label.
 */
final class InfoNode extends VectorNode {

  /** The labels that say what a series is about. */
  private static final List<String> IDENTIFYING = List.of("instance", "job");

  private static final String TARGET_INFO = "target_info";

  private final VectorNode base;
  private final List<LabelMatcher> matchers;
  private final InfoSource infoSource;
  private final Budget budget;
  private final Map<SeriesLabels, StepColumn> results = new LinkedHashMap<>();
  private final List<SeriesLabels> labels = new ArrayList<>();
  private final HeldSamples samples;
  private long held;

  /** Selects info series, once it is known whose info is wanted. */
  interface InfoSource {

    /** Returns the values and the times of series; the times are read through the second node. */
    Pair select(List<LabelMatcher> matchers);

    /** The values of info series and the times of their samples. */
    record Pair(VectorNode values, VectorNode times) {}
  }

  InfoNode(VectorNode base, List<LabelMatcher> matchers, InfoSource infoSource, Budget budget) {
    super(base.grid());
    this.base = base;
    this.matchers = matchers;
    this.infoSource = infoSource;
    this.budget = budget;
    this.samples = new HeldSamples(budget);
  }

  @Override
  void prepare() {
    base.prepare();
    List<LabelMatcher> names = new ArrayList<>();
    List<LabelMatcher> data = new ArrayList<>();
    for (LabelMatcher matcher : matchers) {
      (matcher.name().equals(Labels.NAME) ? names : data).add(matcher);
    }
    List<LabelMatcher> positive = new ArrayList<>(names);
    positive.removeIf(LabelMatcher::negative);
    if (matchers.isEmpty()) {
      positive.add(LabelMatcher.equal(Labels.NAME, TARGET_INFO));
    }
    boolean[] isInfo = new boolean[base.size()];
    for (int i = 0; i < isInfo.length; i++) {
      String name = base.labels(i).labels().metricName();
      isInfo[i] = !positive.isEmpty() && positive.stream().allMatch(m -> m.matches(name));
    }
    combine(isInfo, data, infos(isInfo, names, data));
    labels.addAll(results.keySet());
  }

  /** Info series by signature: metric, instance and job. */
  private record Info(Labels labels, StepColumn times) {}

  private Map<Labels, List<Info>> infos(
      boolean[] isInfo, List<LabelMatcher> names, List<LabelMatcher> data) {
    List<LabelMatcher> wanted = new ArrayList<>();
    for (String identifying : IDENTIFYING) {
      Set<String> values = new LinkedHashSet<>();
      for (int i = 0; i < isInfo.length; i++) {
        String value = isInfo[i] ? "" : base.labels(i).labels().get(identifying);
        if (!value.isEmpty()) {
          values.add(value);
        }
      }
      if (!values.isEmpty()) {
        wanted.add(anyOf(identifying, values));
      }
    }
    Map<Labels, List<Info>> infos = new HashMap<>();
    if (wanted.isEmpty()) {
      return infos;
    }
    wanted.addAll(infoNames(names));
    wanted.addAll(data);
    read(infoSource.select(wanted), infos);
    return infos;
  }

  /** Says which metrics are asked; those that are only excluded, from all that are called info. */
  private static List<LabelMatcher> infoNames(List<LabelMatcher> names) {
    if (names.isEmpty()) {
      return List.of(LabelMatcher.equal(Labels.NAME, TARGET_INFO));
    }
    List<LabelMatcher> all = new ArrayList<>(names);
    if (names.stream().allMatch(LabelMatcher::negative)) {
      all.add(LabelMatcher.of(Labels.NAME, LabelMatcher.Operator.MATCHES, ".+_info"));
    }
    return all;
  }

  private static LabelMatcher anyOf(String name, Set<String> values) {
    StringBuilder expression = new StringBuilder();
    for (String value : values) {
      expression.append(expression.length() == 0 ? "" : "|");
      value.chars().forEach(c -> appendLiteral(expression, (char) c));
    }
    return LabelMatcher.of(name, LabelMatcher.Operator.MATCHES, expression.toString());
  }

  private static void appendLiteral(StringBuilder expression, char c) {
    if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
      expression.append('\\');
    }
    expression.append(c);
  }

  private void read(InfoSource.Pair source, Map<Labels, List<Info>> infos) {
    try (VectorNode values = source.values();
        VectorNode times = source.times()) {
      values.prepare();
      times.prepare();
      StepColumn column = new StepColumn(steps());
      for (int i = 0; i < times.size(); i++) {
        Labels info = times.labels(i).labels();
        values.read(i, column);
        if (column.hasHistograms()) {
          throw Evaluation.error("this should be an info metric, with float samples: " + info);
        }
        hold();
        StepColumn moments = new StepColumn(steps());
        times.read(i, moments);
        samples.add(moments.count());
        infos
            .computeIfAbsent(signature(info), ignored -> new ArrayList<>())
            .add(new Info(info, moments));
      }
    }
  }

  private void hold() {
    long bytes = StepColumn.bytes(steps());
    held += bytes;
    budget.hold(bytes);
  }

  private static Labels signature(Labels info) {
    return info.only(Set.of(Labels.NAME, "instance", "job"));
  }

  private void combine(boolean[] isInfo, List<LabelMatcher> data, Map<Labels, List<Info>> infos) {
    Set<String> metrics = new HashSet<>();
    infos.keySet().forEach(signature -> metrics.add(signature.metricName()));
    boolean missingIsFine = data.stream().allMatch(LabelMatcher::matchesEmpty);
    Set<String> wanted = new HashSet<>();
    data.forEach(matcher -> wanted.add(matcher.name()));
    requireUnique(infos);
    StepColumn column = new StepColumn(steps());
    for (int i = 0; i < base.size(); i++) {
      budget.check();
      base.read(i, column);
      samples.add(HeldSamples.of(column)); // each comes to one place of the results at most
      SeriesLabels series = base.labels(i);
      List<List<Info>> candidates = new ArrayList<>();
      for (String metric : isInfo[i] ? Set.<String>of() : metrics) {
        Labels key = signature(series.labels()).with(Labels.NAME, metric);
        candidates.add(infos.getOrDefault(key, List.of()));
      }
      for (int step = 0; step < steps(); step++) {
        if (column.has(step)) {
          enrich(series, isInfo[i], candidates, wanted, missingIsFine, column, step);
        }
      }
    }
  }

  private void enrich(
      SeriesLabels series,
      boolean isInfo,
      List<List<Info>> candidates,
      Set<String> wanted,
      boolean missingIsFine,
      StepColumn column,
      int step) {
    Map<String, String> added = new TreeMap<>();
    boolean matched = false;
    for (List<Info> infos : candidates) {
      Info newest = newest(infos, step);
      if (newest != null) {
        matched = true;
        take(newest.labels, series.labels(), wanted, added);
      }
    }
    if (!isInfo && !matched && !missingIsFine) {
      return;
    }
    Labels.Builder builder = series.labels().toBuilder();
    added.forEach(builder::set);
    SeriesLabels result = new SeriesLabels(builder.build(), series.dropName());
    StepColumn into = results.get(result);
    if (into == null) {
      hold();
      into = new StepColumn(steps());
      results.put(result, into);
    }
    if (into.has(step)) {
      throw Evaluation.error(MergedNode.SAME_LABELS);
    }
    into.copy(column, step);
  }

  private static void take(
      Labels info, Labels base, Set<String> wanted, Map<String, String> added) {
    info.forEach(
        (name, value) -> {
          if (name.equals(Labels.NAME) || !(wanted.isEmpty() || wanted.contains(name))) {
            return;
          }
          String other = added.get(name);
          if (other != null && !other.equals(value)) {
            throw Evaluation.error("conflicting label: " + name);
          }
          if (!base.has(name)) {
            added.put(name, value);
          }
        });
  }

  private static @Nullable Info newest(List<Info> infos, int step) {
    Info newest = null;
    for (Info info : infos) {
      boolean newer =
          info.times.has(step)
              && (newest == null || info.times.value(step) > newest.times.value(step));
      newest = newer ? info : newest;
    }
    return newest;
  }

  /** Two newest info series of one signature contradict each other. */
  private void requireUnique(Map<Labels, List<Info>> infos) {
    for (List<Info> same : infos.values()) {
      for (int step = 0; same.size() > 1 && step < steps(); step++) {
        Info newest = newest(same, step);
        Info other = newest == null ? null : withTime(same, step, newest);
        if (newest != null && other != null) {
          throw Evaluation.error(
              "found duplicate series for info metric: existing %s @ %d, new %s @ %d"
                  .formatted(
                      newest.labels, millis(newest, step), other.labels, millis(other, step)));
        }
      }
    }
  }

  private static long millis(Info info, int step) {
    return Math.round(info.times.value(step) * 1e3);
  }

  /** Returns another info with a sample of the same time as this one. */
  private static @Nullable Info withTime(List<Info> infos, int step, Info known) {
    for (Info info : infos) {
      if (!info.equals(known)
          && info.times.has(step)
          && millis(info, step) == millis(known, step)) {
        return info;
      }
    }
    return null;
  }

  @Override
  int size() {
    return labels.size();
  }

  @Override
  SeriesLabels labels(int index) {
    return labels.get(index);
  }

  @Override
  void read(int index, StepColumn into) {
    StepColumn column = results.get(labels.get(index));
    if (column == null) {
      into.clear();
    } else {
      into.copyFrom(column);
    }
  }

  @Override
  public void close() {
    base.close();
    budget.release(held);
    samples.release();
    held = 0;
    results.clear();
  }
}
