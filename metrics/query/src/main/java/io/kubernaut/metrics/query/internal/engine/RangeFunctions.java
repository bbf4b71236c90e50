package io.kubernaut.metrics.query.internal.engine;

import io.kubernaut.metrics.store.ReadHint.Reading;
import org.jspecify.annotations.Nullable;

/** The functions of ranges by name. Each query has its own, as some remember what they saw last. */
final class RangeFunctions {

  private RangeFunctions() {}

  static @Nullable RangeFunction of(String name) {
    return switch (name) {
      case "rate" -> new Rate(true, true);
      case "increase" -> new Rate(true, false);
      case "delta" -> new Rate(false, false);
      case "irate" -> new InstantRate(true);
      case "idelta" -> new InstantRate(false);
      case "deriv" -> Regression.derivative();
      case "predict_linear" -> Regression.prediction();
      case "double_exponential_smoothing" -> Regression.smoothing();
      case "changes" -> new Transitions(false);
      case "resets" -> new Transitions(true);
      default -> overTime(name);
    };
  }

  private static @Nullable RangeFunction overTime(String name) {
    return switch (name) {
      case "sum_over_time" -> new SumOverTime(false);
      case "avg_over_time" -> new SumOverTime(true);
      case "count_over_time" -> OverTime.count();
      case "min_over_time" -> OverTime.extreme(false);
      case "max_over_time" -> OverTime.extreme(true);
      case "first_over_time" -> OverTime.first();
      case "last_over_time" -> OverTime.last();
      case "present_over_time", "absent_over_time" -> OverTime.present();
      case "stddev_over_time" -> OverTime.variance(true);
      case "stdvar_over_time" -> OverTime.variance(false);
      case "quantile_over_time" -> OverTime.quantile();
      case "mad_over_time" -> OverTime.medianDeviation();
      case "ts_of_first_over_time" -> OverTime.timeOfEdge(true);
      case "ts_of_last_over_time" -> OverTime.timeOfEdge(false);
      case "ts_of_max_over_time" -> OverTime.timeOfExtreme(true);
      case "ts_of_min_over_time" -> OverTime.timeOfExtreme(false);
      default -> null;
    };
  }

  /** Returns what condensed samples have to say to a function, or null if it needs all samples. */
  static @Nullable Reading reading(String name) {
    return switch (name) {
      case "sum_over_time", "avg_over_time", "count_over_time" -> Reading.SUM;
      case "min_over_time" -> Reading.MIN;
      case "max_over_time" -> Reading.MAX;
      case "rate", "increase" -> Reading.COUNTER;
      case "last_over_time", "present_over_time", "absent_over_time" -> Reading.LAST;
      default -> null;
    };
  }

  /** Tells whether a function gives back a sample as it is, name included. */
  static boolean keepsName(String name) {
    return name.equals("first_over_time") || name.equals("last_over_time");
  }
}
