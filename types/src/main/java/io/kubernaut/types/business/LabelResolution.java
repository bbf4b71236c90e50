package io.kubernaut.types.business;

import io.kubernaut.types.schema.Open;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks labels up, and remembers where each was found and which word was not known. */
final class LabelResolution {

  private final Map<LabelSource, Map<String, String>> levels = new EnumMap<>(LabelSource.class);
  private final Map<String, LabelSource> sources = new TreeMap<>();
  private final Map<String, String> unknown = new TreeMap<>();

  LabelResolution(
      Map<String, String> resource, Map<String, String> namespace, Map<String, String> defaults) {
    levels.put(LabelSource.RESOURCE, resource);
    levels.put(LabelSource.NAMESPACE, namespace);
    levels.put(LabelSource.DEFAULT, defaults);
  }

  /** Returns the value of the first label that is given; a level comes before a label. */
  @Nullable String text(String... labels) {
    for (Map.Entry<LabelSource, Map<String, String>> level : levels.entrySet()) {
      for (String label : labels) {
        String value = level.getValue().get(BusinessContext.PREFIX + label);
        if (value != null && !value.isBlank()) {
          sources.put(label, level.getKey());
          return value.strip();
        }
      }
    }
    return null;
  }

  boolean flag(String label) {
    String text = text(label);
    if (text != null && !text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      unknown.put(label, text);
    }
    return "true".equalsIgnoreCase(text);
  }

  <E extends Enum<E>> @Nullable Open<E> word(String label, Class<E> words) {
    String text = text(label);
    if (text == null) {
      return null;
    }
    for (E word : words.getEnumConstants()) {
      if (Open.of(word).text().equalsIgnoreCase(text)) {
        return Open.of(word);
      }
    }
    unknown.put(label, text);
    return Open.of(words, text);
  }

  Map<String, LabelSource> sources() {
    return sources;
  }

  Map<String, String> unknown() {
    return unknown;
  }
}
