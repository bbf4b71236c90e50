package io.kubernaut.metrics.query.internal.engine;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Functions of one float. */
final class MathFunctions {

  private static final Map<String, DoubleUnaryOperator> NUMBERS =
      Map.ofEntries(
          Map.entry("abs", Math::abs),
          Map.entry("ceil", Math::ceil),
          Map.entry("floor", Math::floor),
          Map.entry("exp", Math::exp),
          Map.entry("sqrt", Math::sqrt),
          Map.entry("ln", Math::log),
          Map.entry("log2", MathFunctions::log2),
          Map.entry("log10", Math::log10),
          Map.entry("sin", Math::sin),
          Map.entry("cos", Math::cos),
          Map.entry("tan", Math::tan),
          Map.entry("asin", Math::asin),
          Map.entry("acos", Math::acos),
          Map.entry("atan", Math::atan),
          Map.entry("sinh", Math::sinh),
          Map.entry("cosh", Math::cosh),
          Map.entry("tanh", Math::tanh),
          Map.entry("asinh", MathFunctions::asinh),
          Map.entry("acosh", MathFunctions::acosh),
          Map.entry("atanh", MathFunctions::atanh),
          Map.entry("rad", value -> value * Math.PI / 180),
          Map.entry("deg", value -> value * 180 / Math.PI),
          Map.entry("sgn", value -> value < 0 ? -1 : value > 0 ? 1 : value));

  private static final Map<String, ToIntFunction<LocalDateTime>> DATES =
      Map.of(
          "days_in_month", date -> date.toLocalDate().lengthOfMonth(),
          "day_of_month", LocalDateTime::getDayOfMonth,
          "day_of_week", date -> sundayFirst(date.getDayOfWeek()),
          "day_of_year", LocalDateTime::getDayOfYear,
          "hour", LocalDateTime::getHour,
          "minute", LocalDateTime::getMinute,
          "month", LocalDateTime::getMonthValue);

  private static final int YEARS = 400;
  private static final long ERA_SECONDS = 146_097L * 86_400;

  private MathFunctions() {}

  static @Nullable DoubleUnaryOperator ofNumber(String name) {
    return NUMBERS.get(name);
  }

  /** Returns a function of seconds since 1970. */
  static @Nullable DoubleUnaryOperator ofTime(String name) {
    if (name.equals("year")) {
      return seconds -> date(seconds).getYear() + (double) YEARS * eras(seconds);
    }
    ToIntFunction<LocalDateTime> function = DATES.get(name);
    return function == null ? null : seconds -> function.applyAsInt(date(seconds));
  }

  /**
   * The calendar repeats itself every 400 years, weekdays included: any time has its like in one.
   */
  private static LocalDateTime date(double seconds) {
    return LocalDateTime.ofEpochSecond(
        Math.floorMod(whole(seconds), ERA_SECONDS), 0, ZoneOffset.UTC);
  }

  private static long eras(double seconds) {
    return Math.floorDiv(whole(seconds), ERA_SECONDS);
  }

  /** What is no time at all is the end of all time, as in Prometheus. */
  private static long whole(double seconds) {
    return Math.abs(seconds) < 0x1p63 ? (long) seconds : Long.MAX_VALUE;
  }

  private static int sundayFirst(DayOfWeek day) {
    return day.getValue() % 7;
  }

  private static double log2(double value) {
    int exponent = Math.getExponent(value);
    return value == Math.scalb(1.0, exponent) ? exponent : Math.log(value) / Math.log(2);
  }

  private static double asinh(double value) {
    double size = Math.abs(value);
    if (Double.isInfinite(value) || size == 0) {
      return value;
    }
    double result =
        size > 1e8
            ? Math.log(size) + Math.log(2)
            : Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1)));
    return Math.copySign(result, value);
  }

  private static double acosh(double value) {
    if (value > 1e8) {
      return Math.log(value) + Math.log(2);
    }
    double above = value - 1;
    return value < 1 ? Double.NaN : Math.log1p(above + Math.sqrt(2 * above + above * above));
  }

  private static double atanh(double value) {
    return 0.5 * Math.log1p(2 * value / (1 - value));
  }
}
