package io.kubernaut.metrics.query.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kubernaut.metrics.query.PromQl;
import io.kubernaut.metrics.query.QueryException;
import io.kubernaut.metrics.query.QueryResult;
import io.kubernaut.metrics.query.QueryValue;
import io.kubernaut.metrics.query.SampleSeries;
import io.kubernaut.metrics.query.syntax.Expr;
import io.kubernaut.metrics.query.syntax.ValueType;
import io.kubernaut.metrics.store.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs Prometheus' own query tests: each evaluation as it is written, with its time fixed by
 * {@code @}, and as the middle of a range.
 */
@Tag("BR-MET-012")
@Tag("BR-OBS-001")
class PromqlConformanceTest {

  private static final Pattern OF_WHOLE_QUERY =
      Pattern.compile("\\b(start|end|range|step)\\s*\\(\\s*\\)", Pattern.CASE_INSENSITIVE);

  @TestFactory
  Stream<DynamicNode> everyEvaluationOfEveryFile() throws IOException {
    Optional<Path> directory = directory();
    Assumptions.assumeTrue(
        directory.isPresent(), "skipped: no ../shared/promqltest, and no -Dpromqltest.dir=...");
    List<Path> files;
    try (Stream<Path> found = Files.list(directory.orElseThrow())) {
      files =
          found.filter(f -> f.toString().endsWith(".test")).sorted().collect(Collectors.toList());
    }
    assertThat(files).as("test files in " + directory.orElseThrow()).isNotEmpty();
    return files.stream().map(PromqlConformanceTest::container);
  }

  private static Optional<Path> directory() {
    String given = System.getProperty("promqltest.dir");
    if (given != null) {
      return Optional.of(Path.of(given));
    }
    Path at = Path.of("").toAbsolutePath();
    while (at != null) {
      Path candidate = at.resolve("../shared/promqltest").normalize();
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
      at = at.getParent();
    }
    return Optional.empty();
  }

  private static DynamicNode container(Path file) {
    return DynamicContainer.dynamicContainer(
        String.valueOf(file.getFileName()),
        TestScript.read(file).stream()
            .map(
                evaluation ->
                    DynamicTest.dynamicTest(
                        evaluation.toString(), () -> new PromqlConformanceTest().run(evaluation))));
  }

  private void run(Evaluation evaluation) {
    PromQl engine = PromQl.over(evaluation.data.store());
    if (evaluation.isRange()) {
      runRange(engine, evaluation);
      return;
    }
    runInstant(engine, evaluation, evaluation.expression, evaluation.start);
    Optional<Expr> parsed = parsed(engine, evaluation);
    if (parsed.isEmpty()) {
      return;
    }
    runFixed(engine, evaluation, parsed.get());
    ValueType type = parsed.get().type();
    boolean rangeable =
        (type == ValueType.VECTOR || type == ValueType.SCALAR)
            && !evaluation.ordered
            && !evaluation.fails
            && !OF_WHOLE_QUERY.matcher(evaluation.expression).find();
    if (rangeable) {
      runMiddle(engine, evaluation);
    }
  }

  private static Optional<Expr> parsed(PromQl engine, Evaluation evaluation) {
    try {
      return Optional.of(engine.parse(evaluation.expression));
    } catch (QueryException invalid) {
      return Optional.empty();
    }
  }

  private void runFixed(PromQl engine, Evaluation evaluation, Expr parsed) {
    long t = evaluation.start;
    Optional<String> fixed = AtRewriter.rewrite(parsed, t);
    if (fixed.isEmpty()) {
      return;
    }
    long[] times =
        t == 0 ? new long[] {-1_000, 0, 1_000} : new long[] {-10 * t, 0, t / 5, t, 10 * t};
    for (long time : times) {
      runInstant(engine, evaluation, fixed.get(), time);
    }
  }

  private void runInstant(PromQl engine, Evaluation evaluation, String expression, long time) {
    String what = expression + " at " + time;
    QueryResult result;
    try {
      result = engine.query(expression).at(Instant.ofEpochMilli(time)).run();
    } catch (QueryException failure) {
      checkFailure(evaluation, failure, what);
      return;
    }
    if (evaluation.fails) {
      fail("%s: expected a failure, got %s", what, result.value());
    }
    checkAnnotations(evaluation, result, what);
    checkInstant(evaluation, result.value(), what);
  }

  private static void checkFailure(Evaluation evaluation, QueryException failure, String what) {
    if (!evaluation.fails) {
      throw new AssertionError(what + ": " + failure.getMessage(), failure);
    }
    for (Evaluation.Text text : evaluation.failures) {
      if (!text.matches(failure.getMessage())) {
        fail("%s: expected failure %s, got \"%s\"", what, text, failure.getMessage());
      }
    }
  }

  private static void checkAnnotations(Evaluation evaluation, QueryResult result, String what) {
    check(evaluation.warns, evaluation.noWarning, evaluation.warnings, result.warnings(), what);
    check(evaluation.informs, evaluation.noInfo, evaluation.infos, result.infos(), what);
  }

  private static void check(
      boolean some, boolean none, List<Evaluation.Text> expected, List<String> found, String what) {
    if (none) {
      assertThat(found).as(what).isEmpty();
    }
    if (some) {
      assertThat(found).as(what).isNotEmpty();
    }
    for (String text : found) {
      if (!expected.isEmpty() && expected.stream().noneMatch(e -> e.matches(text))) {
        fail("%s: annotation \"%s\" is none of %s", what, text, expected);
      }
    }
    for (Evaluation.Text text : expected) {
      if (found.stream().noneMatch(text::matches)) {
        fail("%s: expected %s, got %s", what, text, found);
      }
    }
  }

  private static void checkInstant(Evaluation evaluation, QueryValue value, String what) {
    if (value instanceof QueryValue.Text text) {
      assertThat(text.value()).as(what).isEqualTo(evaluation.string);
    } else if (value instanceof QueryValue.Scalar scalar) {
      assertThat(evaluation.scalar).as(what + " has a scalar result").isNotNull();
      if (!Comparison.same(evaluation.scalar, scalar.value())) {
        fail("%s: expected %s, got %s", what, evaluation.scalar, scalar.value());
      }
    } else if (value instanceof QueryValue.Matrix matrix) {
      assertThat(evaluation.rangeVector).as(what + " has a range result").isTrue();
      checkMatrix(
          evaluation, matrix.series(), i -> evaluation.rangeStart + i * evaluation.rangeStep, what);
    } else if (value instanceof QueryValue.Vector vector) {
      assertThat(evaluation.scalar).as(what + " has a vector result").isNull();
      checkVector(evaluation, vector.series(), what);
    }
  }

  private static void checkVector(Evaluation evaluation, List<SampleSeries> series, String what) {
    List<Labels> wanted =
        evaluation.series.stream().map(Notation.Series::labels).collect(Collectors.toList());
    List<Labels> found = series.stream().map(SampleSeries::labels).collect(Collectors.toList());
    if (evaluation.ordered) {
      assertThat(found).as(what).isEqualTo(wanted);
    } else {
      assertThat(found).as(what).containsExactlyInAnyOrderElementsOf(wanted);
    }
    for (Notation.Series expected : evaluation.series) {
      SampleSeries actual = Comparison.find(series, expected.labels());
      Comparison.assertValue(expected.values().get(0), actual, 0, what + " " + expected.labels());
    }
  }

  private void runMiddle(PromQl engine, Evaluation evaluation) {
    String what = evaluation.expression + " in a range";
    Instant time = Instant.ofEpochMilli(evaluation.start);
    Duration step = Duration.ofMinutes(1);
    QueryResult result;
    try {
      result =
          engine
              .query(evaluation.expression)
              .between(time.minus(step), time.plus(step), step)
              .run();
    } catch (QueryException failure) {
      throw new AssertionError(what + ": " + failure.getMessage(), failure);
    }
    List<SampleSeries> series = ((QueryValue.Matrix) result.value()).series();
    Comparison.assertSorted(series);
    List<SampleSeries> middle = new ArrayList<>();
    for (SampleSeries each : series) {
      for (int i = 0; i < each.size(); i++) {
        if (each.timeMillis(i) == evaluation.start) {
          middle.add(single(each, i));
        }
      }
    }
    if (evaluation.scalar != null) {
      if (!Comparison.same(evaluation.scalar, middle.get(0).value(0))) {
        fail("%s: expected %s, got %s", what, evaluation.scalar, middle);
      }
    } else {
      checkVector(evaluation, middle, what);
    }
  }

  private static SampleSeries single(SampleSeries series, int index) {
    return new SampleSeries(
        series.labels(),
        new long[] {series.timeMillis(index)},
        new double[] {series.value(index)},
        series
            .histogram(index)
            .map(h -> new io.kubernaut.metrics.store.NativeHistogram[] {h})
            .orElse(null),
        1);
  }

  private void runRange(PromQl engine, Evaluation evaluation) {
    String what = evaluation.expression + " over a range";
    QueryResult result;
    try {
      result =
          engine
              .query(evaluation.expression)
              .between(
                  Instant.ofEpochMilli(evaluation.start),
                  Instant.ofEpochMilli(evaluation.end),
                  Duration.ofMillis(evaluation.step))
              .run();
    } catch (QueryException failure) {
      checkFailure(evaluation, failure, what);
      return;
    }
    if (evaluation.fails) {
      fail("%s: expected a failure, got %s", what, result.value());
    }
    checkAnnotations(evaluation, result, what);
    List<SampleSeries> series = ((QueryValue.Matrix) result.value()).series();
    Comparison.assertSorted(series);
    checkMatrix(evaluation, series, i -> evaluation.start + i * evaluation.step, what);
  }

  private static void checkMatrix(
      Evaluation evaluation, List<SampleSeries> series, IntToLongFunction times, String what) {
    List<Labels> wanted =
        evaluation.series.stream().map(Notation.Series::labels).collect(Collectors.toList());
    List<Labels> found = series.stream().map(SampleSeries::labels).collect(Collectors.toList());
    assertThat(found).as(what).containsExactlyInAnyOrderElementsOf(wanted);
    for (Notation.Series expected : evaluation.series) {
      checkSeries(expected, Comparison.find(series, expected.labels()), times, what);
    }
  }

  private static void checkSeries(
      Notation.Series expected, SampleSeries actual, IntToLongFunction times, String what) {
    int at = 0;
    for (int i = 0; i < expected.values().size(); i++) {
      if (expected.values().get(i).isNone()) {
        continue;
      }
      if (at >= actual.size() || actual.timeMillis(at) != times.applyAsLong(i)) {
        fail(
            "%s: expected a sample of %s at %d, got %s",
            what, expected, times.applyAsLong(i), actual);
      }
      Comparison.assertValue(
          expected.values().get(i), actual, at, what + " " + expected.labels() + " step " + i);
      at++;
    }
    if (at != actual.size()) {
      fail("%s: expected %s, got %s", what, expected, actual);
    }
  }
}
