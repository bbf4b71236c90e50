package io.kubernaut.metrics.query.internal.engine;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.kubernaut.metrics.query.syntax.Names;
import io.kubernaut.metrics.store.LabelMatcher;
import io.kubernaut.metrics.store.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code label_replace} and {@code label_join}. */
final class Relabelling {

  private Relabelling() {}

  static Function<Labels, Optional<Labels>> replace(
      String target, String replacement, String source, String expression) {
    Pattern pattern;
    try {
      // A matcher refuses what would take too much memory, before it is compiled here.
      LabelMatcher.of(source, LabelMatcher.Operator.MATCHES, expression);
      pattern = Pattern.compile(expression, Pattern.DOTALL);
    } catch (IllegalArgumentException | PatternSyntaxException invalid) {
      throw new io.kubernaut.metrics.query.QueryException(
          io.kubernaut.metrics.query.QueryException.Kind.EXECUTION,
          "invalid regular expression in label_replace(): " + expression,
          invalid);
    }
    if (!Names.isLabel(target)) {
      throw Evaluation.error("invalid destination label name in label_replace(): " + target);
    }
    GoTemplate template = new GoTemplate(replacement);
    Map<String, Optional<String>> known = new HashMap<>();
    return labels ->
        known
            .computeIfAbsent(labels.get(source), value -> expand(pattern, value, template))
            .map(value -> labels.with(target, value));
  }

  private static Optional<String> expand(Pattern pattern, String value, GoTemplate template) {
    Matcher matcher = pattern.matcher(value);
    return matcher.matches() ? Optional.of(template.expand(matcher)) : Optional.empty();
  }

  static Function<Labels, Optional<Labels>> join(
      String target, String separator, List<String> sources) {
    for (String source : sources) {
      if (!Names.isLabel(source)) {
        throw Evaluation.error("invalid source label name in label_join(): " + source);
      }
    }
    if (!Names.isLabel(target)) {
      throw Evaluation.error("invalid destination label name in label_join(): " + target);
    }
    return labels ->
        Optional.of(
            labels.with(
                target, sources.stream().map(labels::get).collect(Collectors.joining(separator))));
  }
}
