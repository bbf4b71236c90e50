package io.kubernaut.examples.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares two answers: the same series, the same times, and values within a tolerance. */
final class Difference {

  private Difference() {}

  static Optional<String> between(JsonNode expected, JsonNode actual, double tolerance) {
    String status = expected.get("status").asText();
    if (!status.equals(actual.get("status").asText())) {
      return Optional.of("expected " + shortened(expected) + " but was " + shortened(actual));
    }
    if (status.equals("error")) {
      return same("errorType", expected.get("errorType"), actual.get("errorType"));
    }
    JsonNode type = expected.at("/data/resultType");
    Optional<String> types = same("resultType", type, actual.at("/data/resultType"));
    if (types.isPresent()) {
      return types;
    }
    if (type.asText().equals("scalar")) {
      return point(expected.at("/data/result"), actual.at("/data/result"), tolerance);
    }
    return series(series(expected), series(actual), tolerance);
  }

  private static String shortened(JsonNode answer) {
    String text = answer.toString();
    return text.substring(0, Math.min(400, text.length()));
  }

  private static Optional<String> same(String what, JsonNode expected, JsonNode actual) {
    return expected.equals(actual)
        ? Optional.empty()
        : Optional.of(what + " expected " + expected + " but was " + actual);
  }

  private static Map<String, JsonNode> series(JsonNode answer) {
    Map<String, JsonNode> series = new TreeMap<>();
    for (JsonNode each : answer.at("/data/result")) {
      Map<String, String> labels = new TreeMap<>();
      each.get("metric").properties().forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
      series.put(labels.toString(), each);
    }
    return series;
  }

  private static Optional<String> series(
      Map<String, JsonNode> expected, Map<String, JsonNode> actual, double tolerance) {
    if (!expected.keySet().equals(actual.keySet())) {
      return Optional.of("expected series " + expected.keySet() + " but was " + actual.keySet());
    }
    for (Map.Entry<String, JsonNode> series : expected.entrySet()) {
      Optional<String> difference =
          values(
              series.getValue(),
              actual.getOrDefault(series.getKey(), MissingNode.getInstance()),
              tolerance);
      if (difference.isPresent()) {
        return Optional.of(series.getKey() + " " + difference.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> values(JsonNode expected, JsonNode actual, double tolerance) {
    if (expected.has("value")) {
      return point(expected.get("value"), actual.get("value"), tolerance);
    }
    JsonNode points = expected.get("values");
    JsonNode others = actual.get("values");
    if (points.size() != others.size()) {
      return Optional.of("expected %d points but was %d".formatted(points.size(), others.size()));
    }
    for (int i = 0; i < points.size(); i++) {
      Optional<String> difference = point(points.get(i), others.get(i), tolerance);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> point(JsonNode expected, JsonNode actual, double tolerance) {
    boolean times = expected.get(0).asDouble() == actual.get(0).asDouble();
    double a = number(expected.get(1).asText());
    double b = number(actual.get(1).asText());
    boolean near =
        Double.compare(a, b) == 0
            || Math.abs(a - b) <= tolerance * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
    return times && near
        ? Optional.empty()
        : Optional.of("expected " + expected + " but was " + actual);
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
