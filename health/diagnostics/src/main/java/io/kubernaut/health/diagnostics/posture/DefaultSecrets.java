package io.kubernaut.health.diagnostics.posture;

import io.kubernaut.health.diagnostics.redaction.Redaction;
import io.kubernaut.types.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Secrets that everybody knows. The value is never part of what is said. */
final class DefaultSecrets {

  private static final Set<String> KNOWN =
      Set.of(
          "",
          "admin",
          "administrator",
          "changeit",
          "changeme",
          "change-me",
          "default",
          "demo",
          "example",
          "guest",
          "letmein",
          "master",
          "mysql",
          "oracle",
          "pass",
          "passw0rd",
          "password",
          "password1",
          "postgres",
          "qwerty",
          "rabbitmq",
          "redis",
          "root",
          "sa",
          "sample",
          "secret",
          "system",
          "test",
          "todo",
          "token",
          "user",
          "welcome",
          "welcome1",
          "xxx",
          "0000",
          "1234",
          "12345",
          "123456",
          "12345678",
          "123456789",
          "minioadmin",
          "kubernaut",
          "tiger");

  private DefaultSecrets() {}

  static List<Weakness> look(Map<String, String> settings) {
    List<Weakness> found = new ArrayList<>();
    settings.forEach(
        (key, value) -> {
          if (Redaction.standard().isSensitive(key) && isKnown(value)) {
            found.add(
                weakness(key, value.isEmpty() ? "it is empty" : "it is a well-known default"));
          }
        });
    return found;
  }

  private static boolean isKnown(String value) {
    return KNOWN.contains(value.strip().toLowerCase(Locale.ROOT));
  }

  private static Weakness weakness(String key, String what) {
    return Weakness.certain(
        key,
        Severity.CRITICAL,
        "The secret \"%s\" protects nothing: %s".formatted(key, what),
        "seen",
        what,
        "Set a random one, by reference to a secret store.");
  }
}
