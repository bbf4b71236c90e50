package io.kubernaut.metrics.query.syntax;

import static io.kubernaut.metrics.query.syntax.ValueType.MATRIX;
import static io.kubernaut.metrics.query.syntax.ValueType.SCALAR;
import static io.kubernaut.metrics.query.syntax.ValueType.STRING;
import static io.kubernaut.metrics.query.syntax.ValueType.VECTOR;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All functions of the language. */
public final class Functions {

  private static final Map<String, Function> ALL = new Table().functions;

  private Functions() {}

  /**
   * Finds a function.
   *
   * @param name its name
   * @return the function, or empty if there is none of that name
   */
  public static Optional<Function> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /**
   * Returns all functions.
   *
   * @return the functions in order of their names
   */
  public static Collection<Function> all() {
    return ALL.values();
  }

  /** Is filled once. */
  private static final class Table {

    final Map<String, Function> functions = new TreeMap<>();

    Table() {
      ofNumbers();
      ofTimes();
      ofRanges();
      ofHistograms();
      ofLabelsAndOrder();
      ofQuery();
    }

    private static List<String> words(String text) {
      return List.of(text.split(" ", -1));
    }

    private void ofNumbers() {
      for (String name :
          words(
              "abs ceil floor exp sqrt ln log2 log10 sgn sin cos tan asin acos atan sinh cosh tanh"
                  + " asinh acosh atanh rad deg")) {
        add(name, VECTOR, VECTOR);
      }
      add("clamp", VECTOR, VECTOR, SCALAR, SCALAR);
      add("clamp_max", VECTOR, VECTOR, SCALAR);
      add("clamp_min", VECTOR, VECTOR, SCALAR);
      addOptional("round", 1, VECTOR, VECTOR, SCALAR);
      add("pi", SCALAR);
      add("scalar", SCALAR, VECTOR);
      add("vector", VECTOR, SCALAR);
      add("absent", VECTOR, VECTOR);
      addExperimental("min_of", SCALAR, SCALAR, SCALAR);
      addExperimental("max_of", SCALAR, SCALAR, SCALAR);
    }

    private void ofTimes() {
      for (String name :
          words("days_in_month day_of_month day_of_week day_of_year hour minute month year")) {
        addOptional(name, 1, VECTOR, VECTOR);
      }
      add("time", SCALAR);
      add("timestamp", VECTOR, VECTOR);
      addExperimental("start_timestamp", VECTOR, VECTOR);
    }

    private void ofRanges() {
      for (String name :
          words(
              "rate increase delta irate idelta deriv changes resets absent_over_time avg_over_time"
                  + " count_over_time first_over_time last_over_time max_over_time min_over_time"
                  + " present_over_time stddev_over_time stdvar_over_time sum_over_time")) {
        add(name, VECTOR, MATRIX);
      }
      for (String name :
          words(
              "mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time"
                  + " ts_of_min_over_time")) {
        addExperimental(name, VECTOR, MATRIX);
      }
      add("predict_linear", VECTOR, MATRIX, SCALAR);
      add("quantile_over_time", VECTOR, SCALAR, MATRIX);
      addExperimental("double_exponential_smoothing", VECTOR, MATRIX, SCALAR, SCALAR);
    }

    private void ofHistograms() {
      for (String name :
          words("histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum")) {
        add(name, VECTOR, VECTOR);
      }
      add("histogram_quantile", VECTOR, SCALAR, VECTOR);
      add("histogram_fraction", VECTOR, SCALAR, SCALAR, VECTOR);
      put("histogram_quantiles", 0, true, VECTOR, true, VECTOR, STRING, SCALAR);
    }

    private void ofLabelsAndOrder() {
      add("label_replace", VECTOR, VECTOR, STRING, STRING, STRING, STRING);
      put("label_join", 1, true, VECTOR, false, VECTOR, STRING, STRING, STRING);
      add("sort", VECTOR, VECTOR);
      add("sort_desc", VECTOR, VECTOR);
      put("sort_by_label", 1, true, VECTOR, true, VECTOR, STRING);
      put("sort_by_label_desc", 1, true, VECTOR, true, VECTOR, STRING);
      put("info", 1, false, VECTOR, true, VECTOR, VECTOR);
    }

    private void ofQuery() {
      for (String name : words("start end range step")) {
        addExperimental(name, SCALAR);
      }
    }

    private void add(String name, ValueType result, ValueType... arguments) {
      put(name, 0, false, result, false, arguments);
    }

    private void addOptional(String name, int optional, ValueType result, ValueType... arguments) {
      put(name, optional, false, result, false, arguments);
    }

    private void addExperimental(String name, ValueType result, ValueType... arguments) {
      put(name, 0, false, result, true, arguments);
    }

    private void put(
        String name,
        int optional,
        boolean repeated,
        ValueType result,
        boolean experimental,
        ValueType... arguments) {
      functions.put(
          name, new Function(name, List.of(arguments), optional, repeated, result, experimental));
    }
  }
}
